// The port at which Douze answers unless it is told another one.
export const usualPort = 1212
