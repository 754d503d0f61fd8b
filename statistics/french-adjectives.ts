// Polarity of French adjective forms, from -100 to 100: the list of pattern.fr (T. De Smedt and W. Daelemans, CLiPS, University of
// Antwerp), public domain (PDDL). Adverbs that only strengthen or weaken are left out. Generated; do not edit by hand.

/** Words by polarity x 100. */
export const FRENCH_POLARITY: Record<string, string> = {
  '-100': `
    dégueulasse dégueulasses déçu déçue déçues déçus horrible horribles imbécile imbéciles misérable
    misérables pathétique pathétiques`,
  '-90': `
    abominable abominables atroce atroces obscène obscènes`,
  '-80': `
    affreuse affreuses affreux agressif agressifs agressive agressives déchirant déchirante déchirantes
    déchirants ignoble ignobles maudit maudite maudites maudits moche moches pourri pourrie pourries pourris
    salaud salauds scandaleuse scandaleuses scandaleux`,
  '-75': `
    ridicule ridicules`,
  '-71': `
    mauvais mauvaise mauvaises`,
  '-70': `
    barbare barbares con conne connerie connes cons désespéré désespérée désespérées désespérés ennuyer
    ennuyeuse ennuyeuses ennuyeux ennuyé ennuyée ennuyées ennuyés fatal fatale fatales fatals hautain
    hautaine hautaines hautains hideuse hideuses hideux hostile hostiles idiot idiote idiotes idiots
    insolent insolente insolentes insolents laid laide laides laids mal male males merde nazi nazie nazies
    nazis odieuse odieuses odieux répugnant répugnante répugnantes répugnants saoul saoule saoules saouls
    terrible terribles terrifiant terrifiante terrifiantes terrifiants vulgaire vulgaires égoïste égoïstes
    épouvantable épouvantables`,
  '-67': `
    incapable incapables`,
  '-65': `
    sinistre sinistres`,
  '-60': `
    amer amers amère amères brutal brutale brutales brutaux distrait distraite distraites distraits ennemi
    ennemie ennemies ennemis ennui ennuie farouche farouches foutaise funèbre funèbres grotesque grotesques
    impitoyable impitoyables infernal infernale infernales infernaux l'horreur lugubre lugubres maladroit
    maladroite maladroites maladroits malheureusement menaçant menaçante menaçantes menaçants meurtrier
    meurtriers meurtrière meurtrières misogyne misogynes morne mornes méprisant méprisante méprisantes
    méprisants rébarbatif rébarbatifs rébarbative rébarbatives sournois sournoise sournoises vilain vilaine
    vilaines vilains épuisé épuisée épuisées épuisés`,
  '-55': `
    dangereuse dangereuses dangereux douloureuse douloureuses douloureux`,
  '-50': `
    affolé affolée affolées affolés atrocité brusque brusques bête bêtes catastrophe creuse creuses creux
    croisé croisée croisées croisés difficile difficiles débile débiles déception dérisoire dérisoires
    désagréable désagréables désastre déshérité déshéritée déshéritées déshérités effrayant effrayante
    effrayantes effrayants effrayé effrayée effrayées effrayés embarrassé embarrassée embarrassées
    embarrassés fausse fausses faux final finale finales finaux hargneuse hargneuses hargneux horreur
    impossible impossibles indigent indigente indigentes indigents inférieur inférieure inférieures
    inférieurs inhumain inhumaine inhumaines inhumains interminable interminables intolérable intolérables
    ivre ivres livide livides louche louches pleurer puant puante puantes puants solennel solennelle
    solennelles solennels soupir stupide stupides terne ternes violent violente violentes violents étrange
    étranges`,
  '-47': `
    obscur obscure obscures obscurs`,
  '-45': `
    furieuse furieuses furieux perdu perdue perdues perdus soviétique soviétiques tendu tendue tendues
    tendus`,
  '-43': `
    dégoûtant dégoûtante dégoûtantes dégoûtants`,
  '-42': `
    lent lente lentes lents`,
  '-40': `
    altéré altérée altérées altérés avarié avariée avariées avariés batailleur batailleurs batailleuse
    batailleuses bizarre bizarres blessé blessée blessées blessés blême blêmes brisé brisée brisés cassé
    cassée cassées cassés compliqué compliquée compliquées compliqués confus confuse confuses corrompu
    corrompus crasseuse crasseuses crasseux cruel cruelle cruelles cruels excessif excessifs excessive
    excessives fade fades forcé forcée forcées forcés foutu foutue foutues foutus froissé froissée froissées
    froissés gênant gênante gênantes gênants honteuse honteuses honteux hélas incompréhensible
    incompréhensibles incrédule incrédules indifférent indifférente indifférentes indifférents injuste
    injustes inquiétant inquiétante inquiétantes inquiétants insensé insensée insensées insensés
    insignifiant insignifiante insignifiantes insignifiants jalouse jalouses jaloux las lasse lasses long
    longs longue longues monstrueuse monstrueuses monstrueux méchant méchante méchantes méchants mécontent
    mécontente mécontentes mécontents médiocre médiocres méfiant méfiante méfiantes méfiants oublié oubliée
    oubliées oubliés paresseuse paresseuses paresseux pire pires puéril puérile puériles puérils pénible
    pénibles raté ratée ratées ratés redoutable redoutables sanglant sanglante sanglantes sanglants sordide
    sordides tragique tragiques vague vagues éteint éteinte éteintes éteints`,
  '-38': `
    faible faibles haineuse haineuses haineux`,
  '-37': `
    pauvre pauvres`,
  '-36': `
    exécrable exécrables`,
  '-35': `
    adverse adverses antagonique crétin crétine crétins difforme difformes disgracieuse disgracieuses
    disgracieux défavorable défavorables gras grasse grasses immanquable immanquables imparable imparables
    inamical inamicale inamicaux malade malades sale sales`,
  '-34': `
    besogneuse besogneuses besogneux fauché fauchée fauchées fauchés froid froide froides froids`,
  '-33': `
    désarmé désarmée désarmées désarmés inapte inaptes sombre sombres`,
  '-32': `
    endeuillé endeuillée endeuillées endeuillés insatisfait insatisfaite insatisfaites insatisfaits`,
  '-30': `
    abandonné abandonnée abandonnées abandonnés aigre aigres animal animale animales aveugle aveugles banal
    banale banales banals banaux battu battue battues battus bavard bavarde bavardes bavards chic chics cru
    crue crues crus dommage déchiré déchirée déchirées déchirés désolé désolée désolées désolés endommagé
    endommagée endommagées endommagés extrême extrêmes féroce féroces gêné gênée gênées gênés impatient
    impatiente impatientes impatients implacable implacables incertain incertaine incertaines incertains
    inconscient inconsciente inconscientes inconscients indigne indignes indiscret indiscrets indiscrète
    indiscrètes insensible insensibles insolite insolites inutile inutiles lamentable lamentables
    malheureuse malheureuses malheureux maligne malignes malin malins moucheté mouchetée mouchetées
    mouchetés mélancolique mélancoliques nerveuse nerveuses nerveux pressé pressée pressées pressés
    prisonnier prisonniers prisonnière prisonnières prolétarien prolétarienne prolétariennes prolétariens
    rond ronde rondes ronds roturier roturière soi-disant sourd sourde sourdes sourds suspect suspecte
    suspectes suspects triste tristes trompeur trompeurs trompeuse trompeuses troublant troublante
    troublantes troublants vain vaine vaines vains âcre âcres émoussé émoussée émoussées émoussés`,
  '-29': `
    dernier derniers dernière dernières vide vides`,
  '-28': `
    abruti abrutie abruties abrutis aventureuse aventureuses aventureux fermé fermée fermées fermés jouissif
    jouissifs jouissive jouissives plat plate plates plats taraudant térébrant térébrants`,
  '-27': `
    angoissant angoissante angoissantes angoissants coléreuse coléreux`,
  '-25': `
    affolant affolante affolantes affolants agaçant agaçante agaçantes agaçants blessant blessante
    blessantes blessants caverneuse caverneuses caverneux combatif combatifs combative contrariant
    contrariante contrariantes contrariants coupable coupables désert déserte désertes déserts emmerdant
    emmerdante emmerdantes emmerdants envahissant envahissante envahissantes envahissants fichu fichue
    fichues fichus fragile fragiles glacé glacée glacées glacés impraticable impraticables invraisemblable
    invraisemblables mensonger mensongers mensongère mensongères négligeable négligeables plaqué plaquée
    plaquées plaqués sec secs soucieuse soucieuses soucieux sèche sèches sévère sévères éméché éméchée
    éméchées éméchés étroit étroite étroites étroits`,
  '-24': `
    balourd balourde balourds`,
  '-23': `
    belliqueuse belliqueuses belliqueux embarrassant embarrassante embarrassantes embarrassants`,
  '-22': `
    contracté contractée contractées contractés forcené forcenée forcenées forcenés fourvoyé fourvoyées
    fourvoyés furibond furibonde furibondes furibonds irascible irascibles minuscule minuscules`,
  '-21': `
    cher chers chère chères dur dure dures durs flâneur flâneurs flâneuse flâneuses gnangnan lambin lambins`,
  '-20': `
    abusif abusifs abusive abusives alarmant alarmante alarmantes alarmants armé armée armées armés bas
    basse basses battant battante battantes battants biscornu biscornue biscornues biscornus boueuse
    boueuses boueux bruyant bruyante bruyantes bruyants burlesque burlesques combattant combattante
    combattantes combattants complexe complexes contrit contrite contrites contrits couché couchée couchées
    couchés dantesque dantesques dingue dingues dramatique dramatiques déconfit déconfite déconfits déréglé
    déréglée déréglées déréglés effroyable effroyables embrouillé embrouillée embrouillées embrouillés
    ensanglanté ensanglantée ensanglantées ensanglantés entortillé entortillée entortillés envieuse
    envieuses envieux fatigant fatigante fatigantes fatigants fatigué fatiguée fatiguées fatigués figé figée
    figées figés fiévreuse fiévreuses fiévreux flou floue floues flous foncé foncée foncées foncés funeste
    funestes furtif furtifs furtive furtives glacial glaciale glaciales glacials glaciaux gratiné gratinés
    hagard hagarde hagardes hagards humble humbles imperceptible imperceptibles imprévisible imprévisibles
    impuissant impuissante impuissantes impuissants impérial impériale impériales impériaux inaccessible
    inaccessibles incessant incessante incessantes incessants inconnu inconnue inconnues inconnus indécis
    indécise indécises insupportable insupportables inéquitable inévitable inévitables isolé isolée isolées
    isolés léonin léonine léonins maigre maigres minable minables minime minimes modeste modestes monotone
    monotones moque mou mous nuageuse nuageuses nuageux nul nulle nulles nuls obligatoire obligatoires
    ombreuse ombreuses ombreux ordinaire ordinaires passé passée passées passés paternel paternelle
    paternelles paternels pesant pesante pesantes pesants pitoyable pitoyables poussiéreuse poussiéreuses
    poussiéreux périmé périmée périmées périmés raide raides rude rudes réussi réussie réussies réussis
    saignant saignante saignantes saignants sanguinolent sanguinolente sanguinolentes sanguinolents
    singulier singuliers singulière singulières solitaire solitaires stérile stériles subit subite subites
    subits tordu tordue tordues tordus vieil vomir âpre âpres écrasé écrasée écrasées écrasés égaré égarée
    égarées égarés étranger étrangers étrangère étrangères évasif évasifs évasive évasives`,
  '-19': `
    déficient déficiente déficientes déficients`,
  '-18': `
    abracadabrant abracadabrante abracadabrantes abracadabrants arriéré arriérée arriérées arriérés gris
    grise grises valétudinaire`,
  '-17': `
    charnu charnue charnues charnus consterné consternée consternées consternés inflexible inflexibles
    pimenté pimentée pimentées pimentés saumâtre saumâtres`,
  '-16': `
    gauche gauches immobile immobiles révolu révolue révolues révolus ténébreuse ténébreuses ténébreux`,
  '-15': `
    accablé accablée accablées accablés acerbe acerbes affligeant affligeante affligeantes affligeants
    affligé affligée affligés arrondi arrondie arrondies arrondis attristé attristée attristés boudiné
    boudinée boudinées boudinés captif captifs captive captives compressé compressée compressées compressés
    croustillant croustillante croustillantes croustillants déplorable déplorables détenu détenue détenues
    détenus emprisonné emprisonnée emprisonnées emprisonnés encroûté encroûtés enfantin enfantine enfantines
    enfantins excité excitée excitées excités frétillant frétillante frétillantes frétillants graveleuse
    graveleuses graveleux grivois grivoise grivoises hyperactif hyperactive indéterminé indéterminée
    indéterminées indéterminés malentendant malentendante malfaisant malfaisante malfaisantes malfaisants
    modéré modérée modérées modérés moyen moyenne moyennes moyens oiseuse oiseuses oiseux particulier
    particuliers particulière particulières piteuse piteuses piteux pète-sec quelconque quelconques rondelet
    rondelette rondelettes sourdingue sourdingues superflu superflue superflues superflus tombé tombée
    tombées tombés électrique électriques évacué évacuée évacuées évacués`,
  '-14': `
    aplati aplatie aplaties aplatis camard camarde camards comprimé comprimée comprimées comprimés disparu
    disparue disparues disparus déserté désertée désertées désertés péremptoire péremptoires terminal
    terminale terminales terminaux`,
  '-13': `
    dépeuplé dépeuplée dépeuplées dépeuplés militaire militaires`,
  '-12': `
    abattu abattue abattues abattus altérable anhydre blâmable cinglant cinglante cinglantes cinglants
    confiné confinée confinées confinés délaissé délaissée délaissées délaissés déshydraté déshydratée
    déshydratées déshydratés exigeant exigeante exigeantes exigeants formel formelle formelles formels
    grelottant grelottante grelottantes grelottants instable instables limité limitée limitées limités
    précaire précaires punissable punissables périssable périssables équivoque équivoques`,
  '-11': `
    anticapitaliste autoritaire autoritaires chérot coriace coriaces coûteuse coûteuses coûteux dispendieuse
    dispendieux engourdi engourdie engourdies engourdis infinitésimal infinitésimale infinitésimales
    infinitésimaux progressiste progressistes ruineuse ruineuses ruineux résistant résistante résistantes
    résistants`,
  '-10': `
    absent absente absentes absents acidulé acidulée acidulées acidulés activiste activistes allogène
    allogènes amaigri amaigrie amaigries amaigris anonyme anonymes anxieuse anxieuses anxieux arrêté arrêtée
    arrêtées arrêtés artificiel artificielle artificielles artificiels austère austères autre autres
    bagarreur bagarreurs bagarreuse bagarreuses bancal bancale bancales bancals belligérant belligérante
    belligérantes belligérants blafard blafarde blafardes blafards bouillant bouillante bouillantes
    bouillants bourgeois bourgeoise bourgeoises brûlé brûlée brûlées brûlés cagneuse cagneuses cagneux
    catholique catholiques censé censée censées censés chauve chauves clandestin clandestine clandestines
    clandestins clos close closes cocasse cocasses concis concise contraire contraires cotonneuse
    cotonneuses cotonneux court courte courtes courts criminel criminelle criminelles criminels docile
    dociles douteuse douteuses douteux décharné décharnée décharnées décharnés défait défaite défaites
    défaits déformé déformée déformées déformés détaché détachée détachées détachés efflanqué efflanquée
    efflanquées efflanqués errant errante errantes errants esseulé esseulée esseulées esseulés fin fine
    fines fins flagada flagrant flagrante flagrantes flagrants frêle frêles fugitif fugitifs fugitive
    fugitives gluant gluante gluantes gluants gonflé gonflée gonflées gonflés grisâtre grisâtres hésitant
    hésitante hésitantes hésitants ignoré ignorée ignorées ignorés immigrant immigrants impassible
    impassibles improbable improbables impérieuse impérieuses impérieux inaudible inaudibles inerte inertes
    inexploré inexplorée inexplorées inexplorés infime infimes inquiet inquiets inquiète inquiètes
    insoutenable insoutenables interdit interdite interdites interdits lointain lointaine lointaines
    lointains lâche lâches mat mate mates mats mesuré mesurée mesurées mesurés moindre moindres moite moites
    monocorde monocordes muet muets muette muettes mélangé mélangée mélangées mélangés noir noire noires
    noirs nonchalant nonchalante nonchalantes nonchalants occupé occupée occupées occupés opaque opaques
    opposé opposée opposées opposés parti partis perplexe perplexes perpétuel perpétuelle perpétuelles
    perpétuels poubelle primitif primitifs primitive primitives provisoire provisoires prudent prudente
    prudentes prudents pâteuse pâteuses pâteux radical radicale radicales radicaux ramollo ramollos raplapla
    rauque rauques rigide rigides réduit réduite réduites réduits salé salée salées salés seul seule seules
    seuls strict stricte strictes stricts subjectif subjectifs subjective subjectives susceptible
    susceptibles suspendu suspendue suspendues suspendus tardif tardifs tardive tardives tenace tenaces
    timide timides tremblant tremblante tremblantes tremblants trouble troubles troublé troublée troublées
    troublés urgent urgente urgentes urgents vertigineuse vertigineuses vertigineux vulnérable vulnérables
    écarté écartée écartées écartés épars éparse éparses équipé équipés`,
  '-9': `
    attitré attitrée attitrées attitrés cendré cendrée cendrées cendrés empâté empâtée empâtées empâtés`,
  '-8': `
    anodin anodine anodines anodins anormal anormale anormales anormaux cassant cassante cassantes cassants
    chétif chétifs chétive chétives distinctif distinctifs distinctive distinctives démodé démodée démodées
    démodés imparfait imparfaite imparfaites imparfaits intermédiaire intermédiaires médian médiane médianes
    médians paralysé paralysée paralysées paralysés pétrifié pétrifiée pétrifiées pétrifiés spécifique
    spécifiques séparé séparée séparées séparés`,
  '-7': `
    guerrier guerriers guerrière guerrières intérieur intérieure intérieures intérieurs invisible invisibles
    malicieuse malicieuses malicieux martial martiale martiales martiaux reculé reculée reculées reculés
    soldatesque`,
  '-6': `
    délictueuse délictueuses délictueux`,
  '-5': `
    aléatoire aléatoires ambigu ambigus ambiguë ambiguës angoissé angoissée angoissées angoissés apeuré
    apeurée apeurées apeurés aphasique aphasiques capitaliste capitalistes changé changée changées changés
    chimérique chimériques complexé complexée complexés contestable contestables contradictoire
    contradictoires craintif craintifs craintive craintives demi demie demies demis dirigeant dirigeante
    dirigeantes dirigeants discutable discutables distant distante distantes distants défendu défendue
    défendues défendus démerdard elliptique elliptiques essai flageolant flageolante flageolantes
    flageolants frissonnant frissonnante frissonnantes frissonnants frémissant frémissante frémissantes
    frémissants habituel habituelle habituelles habituels hypothétique hypothétiques illicite illicites
    illégal illégale illégales illégaux inabordable libéral libérale libérales libéraux lourd lourde lourdes
    lourds manquant manquante manquantes manquants oecuménique oecuméniques pirate pirates poisseuse
    poisseuses poisseux pâle pâles refroidi refroidie refroidies refroidis réservé réservée réservées
    réservés sirupeuse sirupeuses sirupeux taciturne taciturnes théâtral théâtrale théâtrales théâtraux
    tremblotant tremblotante tremblotantes tremblotants vacillant vacillante vacillantes vacillants
    visqueuse visqueuses visqueux éloigné éloignée éloignées éloignés`,
  '-4': `
    accidenté accidentée accidentées accidentés`,
  '-3': `
    approchant approchants cireuse cireuses cireux collant collante collantes collants courbe courbes
    crayeuse crayeuses crayeux exclusif exclusifs exclusive exclusives humide humides individuel
    individuelle individuelles individuels interne internes mince minces moelleuse moelleuses moelleux
    plastique plastiques évanoui évanouie évanouies évanouis`,
  '-2': `
    dénudé dénudée dénudées dénudés embrumé embrumée embrumées embrumés imbibé imbibée imbibées imbibés
    intestin intestine intestines intestins jaune jaunes populacier populacière populacières`,
  '-1': `
    azimuté chronique chroniques cinglé cinglée cinglées cinglés cinoque circonspect circonspecte
    circonspectes circonspects dément démente démentes déments désaxé désaxée désaxés folle folles fou fous
    non stable stables`,
  '0': `
    aberrant aberrante aberrantes aberrants abondant abondante abondantes abondants absolu absolue absolues
    absolus abstrait abstraite abstraites abstraits accolé accolée accolées accolés administratif
    administratifs administrative administratives adéquat adéquate adéquates adéquats africain africaine
    africaines africains ajusté ajustée ajustées ajustés algérien algérienne algériennes algériens allemand
    allemande allemandes allemands allongé allongée allongées allongés ambiant ambiante ambiantes ambiants
    améthyste analogique analogiques annexé annexée annexées annexés antérieur antérieure antérieures
    antérieurs approché approchée approchés approprié appropriée appropriées appropriés approximatif
    approximatifs approximative approximatives arabe arabes argenté argentée argentées argentés arrière
    assemblé assemblés assis assise assises assoupi assoupie assoupies assoupis attardé attardée attardées
    attardés aubergine audible audibles avant-courrier avant-courrière aérien aérienne aériennes aériens
    aîné aînée aînées aînés balistique balistiques basané basanée basanées basanés belge belges bien
    bienséant bienséante bienséantes bienséants bistre bouffi bouffie bouffies bouffis bouilli bouillie
    bouillies bouillis breton bretonne bretonnes bretons brun brune brunes bruns brûlant brûlante brûlantes
    brûlants byzantin byzantine byzantines byzantins béant béante béantes béants calciné calcinée calcinées
    calcinés calculateur calculateurs capitonné capitonnée capitonnées capitonnés carré carrée carrées
    carrés chinois chinoise chinoises chrétien chrétienne chrétiennes chrétiens ci-inclus ci-incluse
    ci-incluses cinquième cinquièmes cinétique circulaire circulaires clérical cléricale cléricales
    cléricaux colonial coloniale coloniales coloniaux coloré colorée colorées colorés colossal colossale
    colossales colossaux comble combles commercial commerciale commerciales commerciaux communiste
    communistes comparable comparables composite composites concluant concluante concluantes concluants
    confessionnel confessionnelle confessionnels conjugal conjugale conjugales conjugaux consciencieuse
    consciencieuses consciencieux consigné consignée consignées consignés conséquent conséquente
    conséquentes conséquents contingent contingente contingentes contingents continu continues continus
    corpulent corpulente corpulentes corpulents coupé coupée coupées coupés coutumier coutumiers coutumière
    coutumières critique critiques croulant croulante croulantes croulants cuisant cuisante cuisantes
    cuisants cuit cuite cuites cuits dense denses diplomate diplomates diplomatique diplomatiques discret
    discrets discrète discrètes distinct distincte distinctes distincts diurne diurnes divers diverse
    diverses domestique domestiques dormant dormante dormantes dormants dormeur dormeurs dormeuse double
    doubles dressé dressée dressées dressés dru drue drues drus dynamique dynamiques débonnaire débonnaires
    décent décente décentes décents définitif définitifs définitive définitives détestable détestables
    ecclésiastique ecclésiastiques efféminé efféminée efféminés emberlificoté emberlificotés endormi
    endormie endormies endormis entaillé entaillée entaillées entaillés entendu entendue entendues entendus
    entrouvert entrouverte entrouvertes entrouverts enveloppé enveloppée enveloppées enveloppés espagnol
    espagnole espagnoles espagnols européen européenne européennes européens explicite explicites expresse
    expresses exprès externe externes extérieur extérieure extérieures extérieurs faisable fauve fauves
    femelle femelles fessier fessiers fessière fessières flottant flottante flottantes flottants fluide
    fluides fossile fossiles fourré fourrée fourrées fourrés frisé frisée frisées frisés fumant fumante
    fumantes fumants fumé fumée fumées fumés futur future futures futurs fédéral fédérale fédérales fédéraux
    féminin féminine féminines féminins glauque glauques global globale globaux grec grecque grecques grecs
    gros grosse grosses général générale générales généraux habillé habillée habillées habillés hellène
    hellènes hellénique helléniques hispanique hispaniques historique historiques homogène homogènes
    horizontal horizontale horizontales horizontaux hébreu hébreux hétéroclite hétéroclites hétérogène
    hétérogènes ibérique ibériques identique identiques immuable immuables indien indienne indiennes indiens
    indéfini indéfinie indéfinies indéfinis inentamé inentamée inentamées infini infinie infinies infinis
    instinctif instinctifs instinctive instinctives intact intacte intactes intacts inverse inverses
    irrattrapable irrattrapables israélite israélites italien italienne italiennes italiens japonais
    japonaise japonaises jaunâtre jaunâtres joint jointe jointes joints journalier journaliers journalière
    journalières juif juifs juive juives jumelé jumelée jumelées jumelés laiteuse laiteuses laiteux
    lapidaire lapidaires latin latine latines latins limpide limpides liquide liquides local locale locales
    locaux maghrébin maghrébine maghrébines marin marine marines marins maritime maritimes marié mariée
    mariées mariés marron marxiste marxistes masculin masculine masculines masculins massif massifs massive
    massives mastoc maternel maternelle maternelles maternels matinal matinale matinales matinaux mauve
    mauves modèle modèles molletonné molletonnée mondain mondaine mondaines mondains mondial mondiale
    mondiales mondiaux moral morale morales moraux mouillé mouillée mouillées mouillés multicolore
    multicolores municipal municipale municipales municipaux musical musicale musicales musicaux mécanique
    mécaniques médical médicale médicales médicaux métallique métalliques métaphysique métaphysiques même
    mêmes national nationale nationales nationaux nautique nautiques neutre neutres nocturne nocturnes
    nombreuse nombreuses nombreux nord oblique obliques officiel officielle officielles officiels orange
    oriental orientale orientales orientaux orthodoxe orthodoxes ovale ovales paradisiaque paradisiaques
    pareil pareille pareilles pareils parigot parigote parigotes parigots parisien parisienne parisiennes
    parisiens pascal pascale pascales passéiste patient patiente patientes patients penché penchée penchées
    penchés permanent permanente permanentes permanents perpendiculaire perpendiculaires politique
    politiques polonais polonaise polonaises positif positifs positive positives possible possibles postal
    postale postales postaux postérieur postérieure postérieures postérieurs pourpre pourpres praticable
    praticables privé privée privées privés probable probables probant probante probantes probants prochain
    prochaine prochaines prochains protestant protestante protestantes protestants prussien prussienne
    prussiennes prussiens précurseur précurseurs précédent précédente précédentes précédents public publics
    publique publiques quadrangulaire quadrangulaires quatrième quotidien quotidienne quotidiennes
    quotidiens raccourci raccourcis rectangulaire rectangulaires redoublé redoublée redoublées redoublés
    relatif relatifs relative relatives relevé relevée relevées relevés religieuse religieuses religieux
    rempli remplie remplies remplis renversé renversée renversées renversés rocheuse rocheuses rocheux
    romain romaine romaines romains romanesque romanesques roulant roulante roulantes roulants rousse
    rousses roussâtre roussâtres roux russe russes républicain républicaine républicaines républicains
    répété répétée répétées répétés sarrasin sarrasine sarrasines sarrasins scrupuleuse scrupuleuses
    scrupuleux second seconde secondes seconds semblable semblables serré serrée serrées serrés sixième
    sixièmes socialiste socialistes sonore sonores souterrain souterraine souterraines souterrains souverain
    souveraine souveraines souverains stratégique stratégiques successif successifs successive successives
    suisse suisses suissesse suivant suivante suivantes suivants suiveur suiveurs suiveuse suiveuses
    symbolique symboliques sémite sémites sémitique sémitiques tenu tenue tenues tenus terrestre terrestres
    territorial territoriale territoriales territoriaux teuton teutonne teutonnes teutons théologique
    théologiques traditionnel traditionnelle traditionnelles traditionnels transalpin transalpines trempé
    trempée trempées trempés troisième troisièmes tudesque tudesques turc turcs turque turques téléphonique
    téléphoniques ultramontain ultramontains ultérieur ultérieure ultérieures ultérieurs verdâtre verdâtres
    vert verte vertes vertical verticale verticales verticaux verts violet violets violette violettes
    visible visibles vitré vitrée vitrées vitrés volant volante volantes volants volontaire volontaires
    voûté voûtée voûtées voûtés vêtu vêtue vêtues vêtus édifiant édifiante édifiantes édifiants élancé
    élancée élancées élancés émeraude éphémère éphémères éventuel éventuelle éventuelles éventuels`,
  '1': `
    audacieuse audacieuses audacieux blondasse blondasses carmin continental continentale continentales
    continentaux cramoisi cramoisie cramoisies cramoisis incarnat oui platiné platinée platinées platinés
    rouge rouges écarlate écarlates`,
  '2': `
    analogue analogues assidu assidue assidues assidus bleuté bleutée bleutées bleutés bleuâtre bleuâtres
    condescendant condescendante condescendants céruléen céruléens déplaisant déplaisante déplaisantes
    déplaisants foudroyant foudroyante foudroyantes foudroyants immémorial immémoriale immémoriales
    immémoriaux impensable impensables impératif impératifs impérative impératives inopiné inopinée
    inopinées`,
  '3': `
    adjacent adjacente adjacentes adjacents anglo-saxon anglo-saxonne anglo-saxonnes anglo-saxons
    appréciable appréciables attenant attenante attenantes blond blonde blondes blonds british deuxième
    deuxièmes homologue homologues lilial liliale opalescent opalescente opalescentes orthogonal orthogonaux
    permis pâlichon pâlichonne pâlichons réchauffé réchauffée réchauffées réchauffés soudain soudaine
    soudaines soudains`,
  '4': `
    amérindien amérindienne amérindiennes amérindiens ancien ancienne anciennes anciens bleu bleue bleues
    bleus confidentiel confidentielle confidentielles confidentiels coupant coupante coupantes coupants
    fouineur fouineurs fouineuse fureteur fureteurs fureteuse fureteuses hermétique hermétiques indompté
    indomptée indomptés inquisiteur inquisiteurs inquisitrice interrogateur interrogateurs licencieuse
    licencieuses licencieux occulte occultes rosâtre rosâtres saumon`,
  '5': `
    acceptable acceptables additionnel additionnelle additionnelles additionnels adventice adventices ajouté
    ajoutée ajoutées ajoutés ancestral ancestrale ancestrales ancestraux angélique angéliques assujetti
    assujetties assujettis astral astrale astrales astraux autorisé autorisée autorisées autorisés blanc
    blanche blanches blancs candide candides central centrale centrales centraux chaste chastes civilisé
    civilisée civilisées civilisés criant criante criantes crédule crédules cérébral cérébrale cérébrales
    cérébraux fertile fertiles flexible flexibles galopant galopante galopantes galopants godiche godiches
    industriel industrielle industrielles industriels manifeste manifestes ménager ménagers ménagère
    ménagères occidental occidentale occidentales occidentaux parental parentale parentales parentaux
    parvenu parvenue parvenues parvenus perceptible perceptibles personnel personnelle personnelles
    personnels petiot petiote petiots piquant piquante piquantes piquants productif productifs productive
    productives psychique psychiques réglementaire réglementaires simpliste simplistes sommaire sommaires
    tiède tièdes vertueuse vertueuses vertueux voisin voisine voisines voisins vrai vraie vraies vrais
    élastique élastiques éléphantesque éléphantesques équivalent équivalente équivalentes équivalents étendu
    étendus étriqué étriquée étriquées étriqués`,
  '6': `
    effilé effilée effilées effilés silencieuse silencieuses silencieux épais épaisse épaisses`,
  '7': `
    achevé achevée achevées achevés anglais anglaise anglaises britannique britanniques communautaire
    communautaires contemporain contemporaine contemporaines contemporains curieuse curieuses curieux
    existant existante existantes existants flegmatique flegmatiques éminent éminente éminentes éminents`,
  '8': `
    américain américaine américaines américains bref brefs brève brèves commun commune communes communs
    consistant consistante consistantes consistants crucial cruciale cruciales cruciaux cyclopéen
    cyclopéenne cyclopéennes cyclopéens dissemblable dissemblables déshabillé déshabillée déshabillées
    déshabillés impavide impavides imprévu imprévue imprévues imprévus ressemblant ressemblante
    ressemblantes ressemblants rose roses sauvage sauvages secret secrets secrète secrètes`,
  '9': `
    arachnéen arachnéenne arachnéennes compréhensible compréhensibles impénétrable impénétrables intégral
    intégrale intégrales intégraux rectiligne rectilignes transcendant transcendante transcendantes
    transcendants vaporeuse vaporeuses vaporeux éthéré éthérée éthérées éthérés`,
  '10': `
    actif actifs active actives actuel actuelle actuelles actuels affilé affilée affilées affilés agité
    agitée agitées agités aiguisé aiguisée aiguisées aiguisés ample amples antique antiques apparent
    apparente apparentes apparents arrivé arrivée arrivées arrivés artistique artistiques atypique atypiques
    avantageuse avantageuses avantageux charnel charnelle charnelles charnels choisi choisie choisies
    choisis civil civile civiles civils collégial collégiale collégiales collégiaux compact compacte
    compactes compacts conforme conformes conscient consciente conscientes conscients considérable
    considérables constant constante constantes constants convaincu convaincue convaincues convaincus
    cosmique cosmiques courant courante courantes courants culturel culturelle culturelles culturels
    cuprifère cuprifères cuprique cupriques disparate disparates disponible disponibles dissimulé dissimulée
    dissimulées dissimulés donné donnée données donnés duveteuse duveteuses duveteux décidé décidée décidées
    décidés déconcertant déconcertante déconcertantes déconcertants découvert découverte découvertes
    découverts découvrir déroutant déroutante déroutantes déroutants effectif effectifs effective effectives
    enceinte enceintes exotique exotiques extraordinaire extraordinaires fameuse fameuses fameux familial
    familiale familiales familiaux fidèle fidèles fixe fixes fleuri fleurie fleuries fleuris franchouillard
    franchouillarde fraternel fraternelle fraternelles fraternels fructueuse fructueuses fructueux fruste
    frustes fréquent fréquente fréquentes fréquents gaulois gauloise gauloises gigantesque gigantesques
    glabre glabres gourmand gourmande gourmandes gourmands gratuit gratuite gratuites gratuits haletant
    haletante haletantes haletants hexagonal hexagonale hexagonales hexagonaux ignorant ignorante ignorantes
    ignorants incomparable incomparables indépendant indépendante indépendantes indépendants ingénu ingénue
    ingénues ingénus inspiré inspirée inspirées inspirés instant instante instantes instants intellectuel
    intellectuelle intellectuelles intellectuels inépuisable inépuisables irresponsable irresponsables
    irréel irréelle irréelles irréels judicieuse judicieuses judicieux libéré libérée libérées libérés
    liquoreux littéraire littéraires logique logiques loyal loyale loyales loyaux mobile mobiles
    métropolitain métropolitaine métropolitaines métropolitains naïf naïfs naïve naïves neuf neufs neuve
    neuves nouvelle nouvelles parallèle parallèles patent patente patentes patents pensif pensifs pensive
    petit petite petites petits pieuse pieuses pieux posé posée posées posés principal principale
    principales principaux profane profanes précoce précoces raffiné raffinée raffinées raffinés rigoureuse
    rigoureuses rigoureux récent récente récentes récents régulier réguliers régulière régulières saillant
    saillante saillantes saillants scolaire scolaires sentimental sentimentale sentimentales sentimentaux
    serein sereine sereines sereins simple simples soigné soignée soignées soignés souple souples soyeuse
    soyeuses soyeux spirituel spirituelle spirituelles spirituels sportif sportifs sportive sportives
    suffisant suffisante suffisantes suffisants supplémentaire supplémentaires taillé taillée taillées
    taillés technicien technicienne techniciens total totale totales totaux tricolore tricolores uni unie
    unies unis vierge vierges vital vitale vitales vitaux volonté économique économiques élémentaire
    élémentaires ému émue émues émus énigmatique énigmatiques éternel éternelle éternelles éternels évident
    évidente évidentes évidents`,
  '11': `
    androïde androïdes anthropoïde anthropoïdes astronomique astronomiques exorbitant exorbitante
    exorbitantes exorbitants humanoïde humanoïdes illimité illimitée illimitées illimités incalculable
    incalculables équitable équitables`,
  '12': `
    inédit inédite inédites inédits langoureuse langoureuses langoureux lascif lascifs lascive lascives
    présent présente présentes présents sociétal sociétale`,
  '13': `
    accessible accessibles encaissé encaissée encaissées encaissés encastré encastrée encastrées encastrés
    primordial primordiale primordiales primordiaux`,
  '14': `
    bourré bourrée bourrées bourrés démesuré démesurée démesurées démesurés intelligible intelligibles
    lisible lisibles malléable malléables naissant naissante naissantes naissants prêt prête prêtes prêts
    reconnu reconnue reconnues reconnus`,
  '15': `
    abordable abordables ahurissant ahurissante ahurissantes ahurissants aristocrate aristocrates captivant
    captivante captivantes commençant commençante commençantes commençants cristallin cristalline
    cristallines cristallins célèbre célèbres débutant débutante débutantes débutants entier entiers entière
    entières espiègle espiègles estimable estimables frisquet frisquette fébrile fébriles imprécis imprécise
    imprécises large larges plaisir pondéré pondérée pondérées pondérés prodigieuse prodigieuses prodigieux
    rassasié rassasiée rassasiées rassasiés tranquille tranquilles équilibré équilibrée équilibrées
    équilibrés`,
  '16': `
    adolescent adolescente adolescentes adolescents draconien draconienne draconiennes draconiens immaculé
    immaculée immaculées immaculés nu nue nues nus pubère pubères`,
  '17': `
    calme calmes cosmopolite cosmopolites droit droite droites droits hiératique hiératiques intangible
    intangibles inviolable inviolables liturgique liturgiques normal normale normales normaux précipité
    précipitée précipitées précipités supranational supranationales véloce véloces`,
  '18': `
    haut haute hautes hauts léger légers légère légères ésotérique ésotériques`,
  '19': `
    réfléchi réfléchie réfléchies réfléchis spacieuse spacieuses spacieux`,
  '20': `
    acariâtre acariâtres acharné acharnée acharnées acharnés agissant agissante agissantes aigu aigus aiguë
    aiguës assuré assurée assurées assurés buriné burinée burinées burinés caché cachée cachées cachés
    capital capitale capitales capitaux chatoyant chatoyante chatoyantes chatoyants ciselé ciselée ciselées
    ciselés coeur collectif collectifs collective collectives conseillé convenable convenables courtois
    courtoise courtoises direct directe directes directs discordant discordante discordantes discordants
    distingué distinguée distinguées distingués doré dorée dorées dorés doucereuse doucereuses doucereux
    décisif décisifs décisive décisives déraisonnable déraisonnables détaillé détaillée détaillées détaillés
    efficient efficiente efficientes efficients exceptionnel exceptionnelle exceptionnelles exceptionnels
    extravagant extravagante extravagantes extravagants familier familiers familière familières franc
    franche franches francs français française françaises géant géante géantes géants hardi hardie hardies
    hardis honnête honnêtes illogique illogiques illustre illustres inattendu inattendue inattendues
    inattendus innocent innocente innocentes innocents innombrable innombrables intime intimes lisse lisses
    lucide lucides légitime légitimes malgré mental mentale mentales mentaux miraculeuse miraculeuses
    miraculeux moderne modernes multiple multiples mystique mystiques mûr mûre mûres mûrs opérant original
    originale originales originaux parfumé parfumée parfumées parfumés phosphorescent phosphorescente
    phosphorescentes phosphorescents poétique poétiques pratique pratiques privilégié privilégiée
    privilégiées privilégiés professionnel professionnelle professionnelles professionnels propice propices
    prépondérant prépondérante prépondérants raisonnable raisonnables rassurant rassurante rassurantes
    rassurants recommande recommandé recommandée recommandées recommandés robuste robustes royal royale
    royales royaux réel réelle réelles réels résolu résolue résolues résolus sage sages sculpté sculptée
    sculptées sculptés sensible sensibles spontané spontanée spontanées spontanés subtil subtile subtiles
    subtils sympa sympas sûr sûre sûres sûrs universel universelle universelles universels utile utiles
    véritable véritables éblouissant éblouissante éblouissantes éblouissants écoeurant écoeurante
    écoeurantes écoeurants égal égale égales égaux érotique érotiques`,
  '21': `
    athlétique athlétiques costaud costaude costaudes costauds découplé découplée invincible invincibles
    musclé musclée musclées musclés`,
  '22': `
    appliqué appliquée appliquées appliqués humain humaine humaines humains juste justes soigneuse
    soigneuses soigneux tous tout toute toutes énorme énormes`,
  '23': `
    accort accorte accortes accorts adroit adroite adroites adroits attachant attachante attachants autonome
    autonomes cavalier cavaliers cavalière cavalières fortuné fortunée fortunées fortunés opulent opulente
    opulentes opulents possédant possédante`,
  '24': `
    abasourdi abasourdie abasourdis cabalistique cabalistiques confondu confondue confondues confondus
    céleste célestes`,
  '25': `
    allègre allègres chaud chaude chaudes chauds concret concrets concrète concrètes cordial cordiale
    cordiales cordiaux délicat délicate délicates délicats embrasé embrasée embrasées embrasés enflammé
    enflammée enflammées enflammés exact exacte exactes exacts factice factices ferme fermes flamboyant
    flamboyante flamboyantes flamboyants fortuit fortuite fortuites fortuits inaltéré inaltérée inaltérées
    inaltérés louable louables nature plébéien plébéienne plébéiennes plébéiens préexistant préexistante
    préexistants rare rares rétroactif rétroactive social sociale sociales sociaux`,
  '26': `
    bouffon bouffonne bouffonnes bouffons enjoué enjouée enjouées enjoués profond profonde profondes
    profonds`,
  '27': `
    adulateur aimant aimante aimantes aimants amélioré améliorée améliorées améliorés comblé comblée
    comblées comblés corrigé corrigée corrigées corrigés entiché entichée facile faciles nécessaire
    nécessaires préférable préférables vif vifs vive vives`,
  '28': `
    auguste augustes clair claire claires clairs déconcerté déconcertée déconcertés mystérieuse mystérieuses
    mystérieux non-stop tendre tendres épanoui épanouie épanouies épanouis`,
  '29': `
    certain certaine certaines certains matériel matérielle matérielles matériels pleine pleines pleins`,
  '30': `
    absorbé absorbée absorbées absorbés agréablement allumé allumée allumées allumés authentique
    authentiques avancé avancée avancées avancés bijou chaleureuse chaleureuses chaleureux commode commodes
    concentré concentrée concentrées concentrés confiant confiante confiantes confiants confortable
    confortables dominant dominante dominantes dominants essentiel essentielle essentielles essentiels
    exemplaire exemplaires favori favoris favorite favorites frais fraîche fraîches grand grande grandes
    grands grossier grossiers grossière grossières habile habiles heureusement imaginaire imaginaires
    inadmissible inadmissibles inconcevable inconcevables influent influente influentes influents
    inimaginable inimaginables interessant intéressant intéressante intéressantes intéressants ironique
    ironiques merci mignon mignonne mignonnes mignons monumental monumentale monumentales monumentaux natal
    natale natales natals net nets nette nettes noble nobles nouvel pointu pointue pointues pointus poli
    polie polies polis prédominant prédominante prééminent prééminente recherché recherchée recherchées
    recherchés responsable responsables sain saine saines sains satisfait satisfaite satisfaites satisfaits
    sexuel sexuelle sexuelles sexuels sourire spontanéité talent touchant touchante touchantes touchants
    transparent transparente transparentes transparents vigilant vigilante vigilantes vigilants waouh
    éprouvé éprouvée éprouvées éprouvés étincelant étincelante étincelantes étincelants étonnant étonnante
    étonnantes étonnants`,
  '31': `
    affable affables attirant attirante attirantes attirants ouvert ouverte ouvertes ouverts`,
  '32': `
    enchanté enchantée enchantées enchantés jeune jeunes proche proches`,
  '33': `
    propre propres`,
  '34': `
    nouveau nouveaux`,
  '35': `
    altruiste altruistes bienfaisant bienfaisante bienfaisantes bienfaisants bienheureuse bienheureuses
    bienheureux bonhomme bonhommes capable capables charitable charitables international internationale
    internationales internationaux rapide rapides sacré sacrée sacrées sacrés`,
  '38': `
    bienveillant bienveillante bienveillantes bienveillants complice complices fier fiers fière fières
    naturel naturelle naturelles naturels vaste vastes`,
  '40': `
    absurde absurdes accompli accomplie accomplies accomplis accueillant accueillante accueillantes
    accueillants affectueuse affectueuses affectueux aimerait aimé aimée aimées aimés amusant amusante
    amusantes amusants apprécié avenant avenante avenantes avenants avide avides bel comique comiques
    correct correcte correctes corrects d'émotion d'émotions différent différente différentes différents
    douce douces doux délectable délectables efficace efficaces gentil gentille gentilles gentils girond
    gironde girondes gironds grave graves hasardé hasardée important importante importantes importants
    inespéré inespérée inespérées intense intenses levé levée levées levés luisant luisante luisantes
    luisants légendaire légendaires marrant marrante marrantes marrants merveille mouvant mouvante mouvantes
    mouvants organisé organisée organisées organisés pacifique pacifiques pantouflard pantouflarde peinard
    peinarde peinardes peinards précis précise précises qualité remarquable remarquables richesse romantique
    romantiques révolutionnaire révolutionnaires satisfaisant satisfaisante satisfaisantes satisfaisants
    stupéfait stupéfaite stupéfaites stupéfaits supérieur supérieure supérieures supérieurs valable valables
    vigoureuse vigoureuses vigoureux viril virile viriles virils vivace vivaces éclatant éclatante
    éclatantes éclatants émotion émotions émouvant émouvante émouvantes émouvants étonné étonnée étonnées
    étonnés`,
  '41': `
    fort forte fortes forts`,
  '43': `
    complet complets complète complètes unique uniques épatant épatante épatantes épatants`,
  '45': `
    accommodant accommodante accommodantes accommodants astucieuse astucieuses astucieux attentionné
    attentionnée attentionnées attentionnés cadeau ensorcelant ensorcelante ensorcelantes envoûtant
    envoûtante envoûtantes envoûtants immense immenses libre libres riche riches sérieuse sérieuses sérieux
    ébouriffant ébouriffante`,
  '50': `
    adore adorer adoré amical amicale amicales amicaux ardent ardente ardentes ardents bonheur chéri chérie
    chéries chérir chéris courageuse courageuses courageux digne dignes dévorer dévoré excellent excellente
    excellentes excellents favorable favorables gai gaie gaies gais honorable honorables héroïque héroïques
    imposant imposante imposantes imposants luxueuse luxueuses luxueux populaire populaires premier premiers
    première premières pur pure pures purs rigoler rigolé rire savant savante savantes savants sincère
    sincères solide solides spécial spéciale spéciales spéciaux vieille vieilles vieux`,
  '53': `
    drôle drôles meilleur meilleure meilleures meilleurs`,
  '55': `
    amoureuse amoureuses amoureux charmant charmante charmantes charmants divin divine divines divins
    immédiat immédiate immédiates immédiats joyeuse joyeuses joyeux surpris surprise surprises`,
  '57': `
    joli jolie jolies jolis`,
  '60': `
    aime attentif attentifs attentive attentives brave braves chouette chouettes connu connue connues connus
    exquis exquise exquises incroyable incroyables inoubliable inoubliables lumineuse lumineuses lumineux
    plaisant plaisante plaisantes plaisants précieuse précieuses précieux puissant puissante puissantes
    puissants radieuse radieuses radieux régal sensuel sensuelle sensuelles sensuels somptueuse somptueuses
    somptueux suprême suprêmes sympathique sympathiques triomphal triomphale triomphales triomphaux ultime
    ultimes voluptueuse voluptueuses voluptueux éclairé éclairée éclairées éclairés`,
  '65': `
    brillant brillante brillantes brillants content contente contentes contents`,
  '70': `
    admirable admirables adorable adorables agréable agréables bon bonne bonnes bons chef-d'oeuvre classique
    classiques excitant excitante excitantes excitants généreuse généreuses généreux heureuse heureuses
    heureux impeccable impeccables impressionnant impressionnante impressionnantes impressionnants magique
    magiques passionnant passionnante passionnantes passionnants pépite souriant souriante souriantes
    souriants super élégant élégante élégantes élégants`,
  '75': `
    ami amie amies amis préféré préférée préférées préférés`,
  '80': `
    beau beaux belle belles délicieuse délicieuses délicieux enthousiaste enthousiastes gracieuse gracieuses
    gracieux grandiose grandioses idéal idéale idéales idéals idéaux indispensable indispensables paisible
    paisibles parfait parfaite parfaites parfaits passionné passionnée passionnées passionnés physique
    physiques splendide splendides surprenant surprenante surprenantes surprenants victorieuse victorieuses
    victorieux vivant vivante vivantes vivants`,
  '85': `
    formidable formidables`,
  '90': `
    aimable aimables génial géniale géniales géniaux inouï inouïe inouïes inouïs intelligent intelligente
    intelligentes intelligents irrésistible irrésistibles merveilleuse merveilleuses merveilleux ravissant
    ravissante ravissantes ravissants triomphant triomphante triomphantes triomphants`,
  '100': `
    fabuleuse fabuleuses fabuleux fantastique fantastiques glorieuse glorieuses glorieux magnifique
    magnifiques majestueuse majestueuses majestueux sublime sublimes superbe superbes`,
}
