// People of the organisation as administrators keep them: the list, who is who, teams and stays, working time and leave.
export { type Joined, joinPeople } from './join-people.ts'
export {
  type ListedPerson,
  type ListedTeam,
  listPeople,
  type Organisation,
  type Stay,
} from './list-people.ts'
export { addStay, addTeam, changeStay, type StayDays } from './stays.ts'
export {
  addAbsence,
  addHoliday,
  readAbsences,
  readHolidays,
  readWeeks,
  removeAbsence,
  removeHoliday,
  setWeek,
} from './working-time.ts'
