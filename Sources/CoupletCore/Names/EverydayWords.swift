/// Words of everyday English, among which the words of names are looked up: written small they are no name.
///
/// They are the most common words, and those less common ones that somebody may be called; singular where the plural is
/// only an `s` more. First names that hardly anybody types as words, such as Rob or Peter, are left out. The words were
/// chosen from SCOWL, copyright 2000-2011 by Kevin Atkinson, who permits to use, copy, modify, distribute and sell such
/// lists and what is made of them for any purpose, without fee and as is, where this notice stands.
enum EverydayWords {
  /// Whether a folded word is an everyday one, or the plural of one.
  static func contains(_ word: String) -> Bool {
    if all.contains(Substring(word)) { return true }
    return word.count > 3 && word.hasSuffix("s") && all.contains(word.dropLast())
  }

  private static let all = Set(text.split { $0 == " " || $0.isNewline })

  private static let text = """
    abate abbey abbot abilities ability able aborigine about above absence absolute abuse abyss academic academy
    accept accepted accepting access accident accord accorded according account accuracy accurate ace achieve
    achieved achieving acquire acquired acquiring acres across act acted acting action active activity actor actual
    actually ad add added adding addition address addressed addresses adequate adjust admiral admit admitted
    admitting ado adopt adopted adopting adore advance advanced advancing advantage advent advertise advice advise
    advised advising aerosol afar affair affect affected affecting afford afraid after afternoon afterward again
    against age agency ago agree agreed agreeing agreement ah ahead aid aides aim aimed aiming air airy akin alarm
    album ales algorithm alias alive all alley alliance allied allies allow allowed allowing ally almighty almond
    almost alone along alpha already also alter altered altering alternate although always am amber ambiguous amble
    amen amend amethyst among amount amp ampere amuse amused amusing an analog analogue analysis anchorage ancient
    and android angel angelic angers angle angry angst animal announce annoy annoyed annoying annual anonymous
    another answer answered answering antlers any anybody anyone anyplace anything anyway anywhere apart apartheid
    apologies apologize apology apostle apparent appeal appear appeared appearing apple applied applies apply
    applying approach approval approve approved approving april arbitrary archaic archer arches are area argue argued
    arguing argument aria arise arks arm army aromas around arrange arranged arranging arrive arrived arriving art
    article artist as ascension ash ashcan ashes aside ask asked asking asleep aspect aspen assassin assembler
    assembly assistant associate assume assumed assuming assure assured assuring at ate atlas atlases atonement
    attach attached attaching attack attempt attempted attend attended attending attention attic attitude attract
    auburn audience august aura aural author authority automatic autumn available average avoid avoided avoiding
    awake award aware away awful awkward ax axis azalea babe babies baby back backed backer backing backwards bacon
    bad badger badly bail baker bakes balance bald balder bale ball balling ban band bang bank banking banner banning
    bar barb barbarian barber bard barefoot baring barking barn baron barren barrier base based basic basically basil
    basing basis bass bastard bat bath baton battery battle bay be beach beagle bean bear beard bearing beat
    beautiful beaver became because become becoming bed bedlam bee beehive been beer before began begin beginning
    begun behalf behave behavior behind being believe believed believing bell bellow belong below bench benches bend
    bender benefit bent beret berry berserk besides best bet beta better betting between beyond bias bible bid
    bidding big bigger biggest bigot bikini bill billows binary bind binding bingo biology birch birches bird bishop
    bit bite biting bitten bizarre black blame blanch bland blank blaze blessing blight blimp bliss blithe blitz
    block blood bloom blossom blow blue bluebell bluffs blunt boar board boas boat bode bodies body bologna bolt bond
    bone bonnet book boor boot booth booze bop border bore boring born borne borrow borrowed borrowing both bother
    bothered bothering bottle bottom bough bought boulder bound bountiful bounty bourbon bourgeois bow bowler box
    boxer boxes boy bra brace bracket brag brain bran branch branches brand brandy brass bray breach break breaking
    breasted bred breed breeding breeze brethren brew brick bride bridge brief briefly bright brilliant brine bring
    bringing brink briny broad broadcast broke broken brook brooking brother brought brown brownie browning brush
    buck bucket buckle bud budding buddy budge budget buff buffalo buffer buffet bug build building built bulge bulk
    bull bulletin bullion bully bum bun bunch bunker bunny burger buried buries burn burner burr burrow bury burying
    bus bush bushel business bust buster busy but butcher butler butt butte butters button buy buyer buying buzz
    buzzard by byte cabins cable cactus cad caddie cadence cadet cage calculate call called calling calorie calve cam
    came camel cameo camp campaign can canaries canary cancer candidate candy canning cannon cannot canon canter
    canyon capable capacity cape capital caprice captain car card cardboard cardigan cardinal care careful carefully
    caribou carnation carnival carpenter carpet carried carrier carries carry carrying cart cartel cascades case cash
    cashiers cashmere cassette caster castle cat catalog catch catches catching catechism category catholic caught
    cause caused causing cavalier cave cease cedar celestial cell cello cent center central century certain certainly
    chain chair chairman chambers champ champagne chance change changed changing channel chaos chap chapel chapter
    char character charge charged charging chariot charity charters chase chastity cheap cheaper cheapest check
    checked checking cheer chemical cherish cherry chew chi chic chick chief child children chill china chink chip
    choice choose choosing chose chosen chow christen christian church churches chute cinnamon circle circuit
    citation cities citizen citrus city civil claim claimed claiming clapper clarify class classes classic classical
    clay clean clear cleared clearer clearest clearing clearly cleave clemency clerk clever cliff clock close closed
    closely closer closest closing closure clouds clover club clue coaling coats cob cobra cock codding code coded
    coding coffee coffin cognac coke cold collapse collar collect collected college collie colon colonel colonies
    color colt column combine combined combining combs come comfort coming command commander comment commented
    commerce committee commodore common commonly commune communion communism communist community companies companion
    company compare compared comparing compasses compiler complain complaint complete completed complex component
    compose composed composing composite compute computed computer computing concept concern concerned concord
    concrete condition confident confirm confirmed confuse confused confusing confusion congress connect connected
    conqueror conquest consider consist constance constancy constant construct contact contain contained content
    context continent continue continued contract contrary contrast control converse convert convince convinced coo
    cook cookie coop cooper cop cope copied copies copy copying coral cord core cork corn corner corning corny
    corporal correct corrected correctly corrupt corrupted cosmos cost costing cot cotton could council count counted
    counter countess counting country county couple courier course court cousin covenant cover covered covering
    coward cower cox coy crab cracker craft crag craggy cram crane cranks crash crashed crashes crashing crater crazy
    create created creating creation creator creature credit creed creek crescendo crescent crest crises crisis crisp
    critical criticism crocus crooks cross crossbow crow cruise crux cry crystal cs cub cull culture cumming cums cup
    cure curious current currently curry cursor curt customer cut cutter cutting cycle cyclone cynic cynical cynicism
    dad daffodil daily dais daisies daisy dale dam damage damaged damaging dame dandy danger dangerous dare dark
    darken darling darn dart dash data database date dated dating datum daub dawn day deacon dead deaf deal dealing
    dealt dean dear death debate decade decadent decay december decent decide decided deciding decision deck declare
    declared declaring decorated decrease dedicate dedicated deduce deem deemed deeming deep deeply deer default
    defense defiance define defined defining definite degree deity delay delete deleted deleting delicious delight
    deliver delivered delivery delta deluge demand democracy democrat demon denoting dent deny depend depended
    depending depth derive derived deriving derrick describe described design designed designing desirable desire
    desired desiring desk desperate despite destiny destroy destroyed detail detailed detailing detect detected
    detecting determine develop developed device devote devoted devoting dew dial diamond dice did die died diet
    differ different difficult digest digit digital dill dine dinner direct directed directing direction directly
    director directory dirty disagree disappear disaster disc disciple discount discover discuss discussed discusses
    disk dislike dismissal display displayed dissent distance distant distinct district disturb disturbed ditto diver
    dives divide divided dividing divine divinity division do docile doctor document dodge doe dog doing dole doll
    dollar dolly dolphin domain dominion domino done dons door dot double doubt doubtful dove down downing downy
    dozen draconian dragon drain drake drape drastic draw drawing drawn dream dresser drew drifting driftwood drink
    drive driven driver driving drop dropped dropping drove drudge drug drums dry dubious duchess duck dud due duff
    duke dumb dump during dust dusty duty dying each eagle earl earlier earliest early earnest earth ease easier
    easiest easily east easterly eastern easy eat eaten eating eaves ebony echo eclectic economic economy ecstasies
    ecstasy edge edit edited editing edition editor education effect effective efficient effort eight either elder
    elect elected electing election electric element elevator elf elk elm else elsewhere em embarrass emerald
    emergency eminence emir emphasis empire employee emporium empress empty enable encounter encourage end endeavor
    ended ending enemy engineer english enjoy enormous enough ensign ensure ensured ensuring enter entered entering
    entire entirely entitle entitled entitling entity entrance entries entry epsilon equal equality equally equipment
    equity eras eraser err error escalator escape essential establish estimate eureka even evened evening event ever
    evergreen every everybody everyone eves evidence ewe exact exactly examine examined examining example excellent
    except exception excess excessive exchange exclude excluded excluding exclusive excuse execute executed executing
    exercise exile exist existed existence existing exodus expand expanded expanding expansion expect expected
    expecting expense expensive expert explain explained explicit explorer express expressed expresses extend
    extended extending extension extensive extent external extra extract extreme extremely eye fables face facility
    fact factor fail failed failing failure fair fairly faith falcon fall fallen falling false familiar family famous
    fan fancy fanfare fang fanning fantasy far farewell farm farmer farther farthest fashion fast faster fastest
    fatal fate father fault fauna favor favorite fawn fear feasible feast feature february fed federal fee feed
    feedback feeding feel feeling feet fell feller felling fellow felt feminine fen fern fertility few fewer fewest
    fez fiber fidelity field fielding fiend fight figure file filed filing fill filled filler filling film final
    finally finance financial finch find finding fine finer finger finish finished finishes finishing finite fire
    firm firmly first firstly fiscal fish fisher fishes fit fitted fitting five fix fixed fixes fixing flag flash
    flashed flasher flashes flashing flat flavor fleck fleece fleet flew flexible flied flies flight flint flip float
    floated floating flood floor flora floral floss flow flower flown flushing fly flying foist folk follow followed
    following folly food foot for force forced forcing ford fording foreign foreman forest forever forget forgot
    forgotten forks form formal format formed former forming fort forth fortune forum forward foster found founder
    fount four fourth fox foxes fraction frame frank free freed freedom freely freer french frequent fresh friday
    fried friend friendly fries frog from front frost fry full fuller fully fun function fund funny fur furies
    furlong further furthest fury fusion future gab gable gag gain gained gaining gala galaxy gale gall gamble game
    gamma gander gap garbage garden gardener gardenia gardiner gardner garland garnet garret garrison garter gas
    gasoline gates gather gaunt gave gay gee gel gene general generally generate generated genesis genie genii genius
    gent gentry genuine geometric geranium german get getting ghosts gill ginger girl give given giving glacial glad
    glass glee glen global globe glory go goat god godfather goes going gold golden goldsmith gone good goodwill
    goody gopher gore gorges goring gospel got gotten governor grace gradual gradually graduate gram grand granny
    grant granted granting grapevine graph graphic grass grateful grave gravity gray great greater greatest greatly
    green greenback grew grieve grim grimes grind grinding grit gross grosses grottoes grouchy ground group grove
    grow growing grown growth guarantee guard guess guessed guesses guessing guest guide guild guinea guise gulf gum
    gun gunner gunning gusher gusty gut guy gymnasium habit hack hacker hackney had haggard hair hale half halfway
    hall hallmark halon ham hamburger hamlet hammer hammock hand handbook handed handing handle handled handler
    handling handy hang hanged hanging happen happened happening happily happy hard harden harder hardest hardly
    hardware hardy hare harm harmful harmless harmony harness harp harrow hart harvest has hasty hat hatch hate have
    haven having hawk hawking hay hazard haze hazel he head headed header heading headland heady health healthy heaps
    hear heard hearing heart heat heater heath heather heavily heavy hedges held hell hello helm help helped helper
    helpful helping hen hence her herald herb here hereafter hereby hermit hero heroin heron herring herself hes hew
    hey hi hickory hicks hid hidden hide hiding high higher highest highland highly hike hill hillier hillside hilly
    him himself hint his history hit hitting hobgoblin hock hocking hoe hold holder holding hole holiday holiness
    holly holocaust holy home homestead homicide honest honey honor honour hood hook hope hoped hopefully hoping
    hopper horn horrible horse hose hospital host hot hotel hound hour house hove how however hue huff huge huger
    hull hum human humanism humanist humble hump hundred hung hunger hunk hunt hunter hurry husband husk huskies
    husky hut hyacinth ice id idea ideal identical identify identity if ignore ignored ignoring ill illegal image
    imagine immediate immortal impact imperial implement implied implies imply implying important impose imposed
    imposing improve improved improving in inability inch inches incident incline inclined inclining include included
    including incognito income incorrect increase increased indeed index indexes indicate indices industry infantry
    inferior inferno infield infinite influence info inform informed informing initial initially inland inn inner
    innocent input inputted inputting insert inserted inserting inside insist insisted insisting install installed
    instance instant instantly instead insurance integer integral intend intended intending intention interact
    interest interface interim interior internal internet interpret interval into introduce invalid invent invented
    inventing invisible invite invited inviting involve involved involving ion iris irons irritate irritated is
    island isle isolate isolated isolating issue issued issuing it italic itch item its itself ivies ivory ivy jack
    jade jaguar jams january jarred jasmine jeans jersey jewel jinx job jockey join joined joining joint joke jovial
    joy joyous jubilee judge judgment judiciary july jumbo jump junction june junior junk junta just juster justice
    justified justifies justify jute keel keen keener keep keeping keg kept key keyboard keystone kid kidnapped kill
    killed killing kiln kin kind kinder kindly king kipper kitchen kitty kiwi knew knight knock knocked knocking
    knoll know knowing knowledge known label labeled labeling labor labs labyrinth lack lacked lacking lacrosse lacy
    lad laden ladies lady lager lain lake lamb lamp lance lancing land landed lander landing lane language large
    largely larger largest lark lash last late later latest lathe latter laud laurel law lay layman layout lazy leach
    lead leaded leader leading leaf lean learn learned learning least leave leaved leaving lecture led ledger left
    leg legal legally legions lemon lend length lent lesbian less lesser lesson let letter letting level lever
    levering levy liable liberal liberty libraries library lick licking lie lied life lifetime lift light like liked
    likely likewise liking lilac lily limber limbo limerick limit limited limiting line linear link linked linker
    linking lion list listed listen listing lit literally little liturgies liturgy live lived lively living lizard
    load loaded loading loafer loan local location lock locked locking lodge lofting log logged logging logic logical
    long longer longest look looked looking loon loop loose lope lord lore lorries lorry lose losing loss lost lot
    lotus loudly lounge love lovely lover loving low lower lowest luck lucky lug lull lullaby lunch lust lusty lying
    ma mace machetes machine macing mad madam madame madden made maelstrom magenta magic magnetic magnitude magnolia
    magnum maiden mail main mainland mainly maintain maize majesties majesty major majority make maker making male
    mall mallet mama man manage managed manager managing manes mango mania manly manner mannerism manning mantle
    manual many map maples mar marathon marble march marches mare marigold marine mariner maritime mark marked market
    marking maroon marriage marry marsh marshal mart martial martyr marvel mas mascot masculine masonry masons masses
    massive mast master mat matador match matches material matter mauve maxima maximum may maybe mayor maze me meadow
    mean meaning meant measure measured measuring mechanic mechanism media median medical medieval medium meek meeker
    meet meeting melody member memento memory men mend mention mentioned mentor merchant mercury mercy mere merely
    meridian merit merrily merry mes mesdames message messier messing messy met metal meter method metro middle
    midnight midway might mikes mile military milks mill miller million mime mind minded minding mine miner minimal
    minimum ministry minor minority mint minute mirth mislead misled miss missed misses missing mission mistake
    mistaken mistaking mistook mistress mists misty misuse mix mixed mixes mixing mobile mod mode model modern
    modesty modified modifies modify modifying mold mole mom moment momentum monday money monitor monk monopoly month
    moody moon moor moose moral more morning moron mosaic mosquito moss most mostly moth mother motion motley mound
    mount mountain mouth move moved movement movie moving much muffin mull multiple mum munch muse music must muter
    my myrtle myself mysteries mystery mystic naive name named namely naming nap nappy narrows nasty nation national
    native nativity natty natural naturally nature naughty naval navies navy nay near nearby nearer nearest nearly
    necessary necessity neck need needed needing needles negative neither nervous nestle net nettle network neutral
    never new newcomer newton next nice nicer nicest nick night nil nine nineties nip no noble nobody nod noise noisy
    none nonsense nor norm normal normally north northeast northwest not notable note noted nothing notice noticed
    noticing notify noting nova novel november now nowadays nowhere numb number numbest numerical numerous nun nurse
    nut nutting oak obey object objected objecting objection obscure observant observe observed observing obtain
    obtained obtaining obvious obviously occasion occupied occupies occupy occupying occur occurred occurring ocean
    oceanic octave october odd ode of off offer offered offering office officer official often oh ohm oil ok old
    older oldest olive omit omitted omitting on once one onion only onto opal open opened opening operate operated
    operating operation operator opinion oppose opposed opposing opposite optimist option optional or oracle orange
    oratories oratory order ordered ordering ordinary organize organized orient oriental origin original orthodox
    other otherwise otter ought our ourselves out outer outing outlaw outlook output outside ova oval over overall
    overland overly owe owed owing own owner ox pa pace pacific pack package packer packet paddies paddy page paid
    pail pain painful painter pair pales pall palm palomino pals pampers pan panacea pang panhandle panic pansy
    panther papa papacies papacy paper par paradise paragraph parallel paramount parcel pare parent parish park
    parker parsons part partial partially parties partly partridge party pas passed passer passes passing passion
    past pasture pat patch pate path patience patient patriarch pattern pause pay payed paying peace peacock peak
    pearl pears peck peculiar peel peer peerless peg pellet pen pence peninsula penny pentagon peony people pepper
    per perfect perfectly perform performed perhaps period perks permanent permit permitted person personal persuade
    persuaded pest petal peters petite petrol petty petunia phase phoenix phone phosphor photon phrase physical pi
    pick picked picking picture piece pier pigeon pigs pike pile pilgrim pill pillow pine pint pioneer pipe piston
    pit pitcher place placed placing plain plan plane planet plank planned planning plant plastic plate plateau
    platter play played player playing plea pleasant please pleased pleasing plenty plot plug plume plus plutonium
    pocket poem poet point pointed pointers pointing pointless pole police policies policy polish political poll
    pollen polo pond pool poop poor pop pope poppy popular port porter position positive possible possibly post
    postcode posted posting postman potential potter potteries pound powder power powerful practical practice
    preacher precise precisely preface prefer preferred premier prepare prepared preparing presence present presented
    preserve president press pressed presses pressing pressure prestige presume pretty prevent prevented previous
    price pride priest primary primate prime primitive primrose prince princess principal principle print printed
    printer printing printout prior private probably problem procedure process processed processes processor prod
    produce produced producing product program progress project promise promised promising prompt promptly prone
    proof proper properly property prophet proposal propose proposed proposing pros prospect prosper protect
    protected protector protest proton proud prove proved proverbs provide provided providing proving prudence pry
    psalm psyche public publicity publicly publish published publishes puck pueblo puff pull pulled pulling pump
    punch puncture punt purchase pure purely purity purpose purse push pushed pushes pushing puss pussy put putt
    putted putting python quail qualified qualifies qualify quality quantity quarter quartet queen question queue
    quiche quick quicker quickest quickly quiet quietly quill quirk quit quite quitting quote quoted quoting rabbi
    race radical radio raffles rafter rain rainbows rainier rainwater raise raised raising ram ran random randomly
    range ranger rank ransom rap rape rapid rapidly rapture rare rarely rascal rate rather ravel raven raw ray re
    reach reached reaches reaching react reaction read readable reader readily reading ready real reality realize
    realized realizing really reaper reason rebels recall receive received receiving recent recently reception
    recognize recollect recommend record recorded recording recover recovered rector red redder reddest reduce
    reduced reducing reduction redundant reed reef reel refer reference referred referring reflect reflected reflex
    reform reformed reformer refuse refused refusing regain regard regarded regarding region register regret regular
    regularly rein reject rejected rejecting relate related relating relation relative relay release released
    releasing relevance relevant reliable reliance religion religious reluctant rely remain remained remaining remark
    remember remind reminded reminding remote remotely removal remove removed removing repair repeal repeat repeated
    repeating replace replaced replacing replied replies reply replying report reported reporting represent reproduce
    republic request requested requiem require required requiring research reserve reserved reserving resident resort
    resource respect respond response rest restart restore restored restoring restrict result resulted resulting
    retain return returned returning reunion reveal revealed revealing revere reverence reverse review rewrite rice
    rich richer rid ridding riddle ride rider right rind ring rip ripple rise risk rite river roach road robins rock
    rocker rocky roe role roll roman romance room roost root rosaries rosary rose rostrum rosy rotaries rotary rough
    roughly round route routine row royal rubber rubbish ruby ruddy rude ruder rue ruff rule rumor run running ruse
    rush rushing rust rusty rye sac sacks sacrament sad sadly safe safely safer safest safety saffron sage sager said
    saint sake salamis sale saliva salmon salon salter same sample sand sandwich sandy sang sapphire sat satisfied
    satisfies satisfy saturday saucier saucy savage save saved saving saw say saying scale scan scarlet scene scheme
    school science scientist scopes score scorpion scotch scotches scout scrabble scrap scratch screen scribe script
    scripture sculptor seaman search searched searches searching sears seaside season second secondary secondly
    secret secretary section secure security sedan see seed seeing seek seeking seem seemed seeming seen select
    selected selecting selection self sell sellers selling seminar senate send sender sending senior sense sensible
    sensibly sensitive sent sentence separate september sequence serene serenity sergeant serial series serious
    seriously serpent serve served server service serving session set setting settle settled settling seven seventy
    several severance severe severely sex shadow shall sham shame shamrock shape share shared sharing sharp shaver
    she shear sheds sheen sheet shelf shell shepherd sherry shields shift shin ship shire shirk shivers shoals shoot
    shop shopped shopping shore short shortage shorter shortest shortly should show showed showers showing shown
    shrine shut shutting side sierra sight sigma sign signal signed signing sill silly silver similar similarly
    simple simpler simplest simply sin since sincerely sine singer single sink sinus sir siren sissy sit site sitter
    sitting situation six sixes size skeptical skill skip skipper sky slack slaughter slave slavish sleep sleepers
    slight slightly slim slip slow slower slowest slowly slump sly small smaller smallest smart smile smith smock
    smoke smooth smuts snake snickers snider snow snowball so sobers social socialism socialist society soft software
    sol sold solely solid solo solution solve solved solving some somebody somehow someone someplace something
    sometime somewhat somewhere son song soon sooner soonest soot sophistry sorrows sorry sort sorted sorting sought
    soul sound sounded sounding sour source south southeast southern southwest spa space spar spare spark sparrow
    spatula speak speaker speaking spear spearing special specially specific specified specifies specify spectator
    speech speed spell spelled spelling spend spending spent sphinx sphinxes spike spirit spiritual spite split
    splitting spoke spoken spot spotted spotting spread spreading spree spring springy sprint sprung spur square
    squire stable staff stag stage stalk stamps stand standard standing staples star stark start started starting
    state stated statement stating station statistic status stay stayed staying steady steal stealth steel steep step
    sterling stern sterner stew steward stick sticking still stock stoical stokes stone stood stoops stop stopped
    stopping storage store stored storing storm stormy story stout stow straight strain strait strand strange
    stranger strategy stream street strength stretch strict strictly strike striking string strong strongly struck
    structure stuck student studied studies study studying stuff stupid style subject sublime submit submitted subset
    subtle succeed success such suckling sudden suddenly sue suffer suffered suffering suffice sugar suggest
    suggested suit suitable suitably suited suiting sultan sum summary summer summit summons sun sunday sung sunny
    sunshine sup superior supple supplied supplies supply supplying support supported suppose supposed supposing sure
    surely surface surprise surprised survey surveyor survive survived surviving suspect suspected suspend suspended
    suspicion swab swan swaps swat sweet swift swisher switch switched switches switching swoon swords syllabus
    symbol symbolism sympathy syntax system tab tabby table tabloid tailor take taken taking talk talked talking
    tally tame tamer tan tang tangerine tangled tank tanner tape target tartan task taste taught tautology tax taylor
    tea teach teacher teaches teaching teak team technical technique tedious tees teeter teeth telephone teletype
    tell teller telling tempest temple temporary ten tend tendency tensed term terminal terminus terribly terrier
    test tested testing text than thank that thatch thatcher the their them then theory there thereby therefore these
    theta they thin thing think thinking third this thistle thorn thorny thorough those though thought thousand
    threat three threw thrift through throw throwing thrown thug thursday thus ticket tide tie tied tiff tight till
    time timed timing tin ting tiny tips title to today together token told toll tomahawk tome tomorrow tongue
    tonight too took tooth top topic topping tore total totally touch touched touches touching tour toward tower town
    toy trace track tract traffic train trained trainer training transfer transit translate transport trap trapped
    trapping trash travel tray treasurer treasury treat treated treating treatment tree trial triangle trick tried
    tries trill trimmer trinity trio trip triumph trivial trot trouble trout truck true truly trump trunk trust
    trusted trusting truth try trying tuba tuck tuesday tufts tunas tune turkey turn turned turner turning turtle
    tuxedo tweed twelve twenty twice twining twins twitter two tying type typed typical typing ugly ultimate unable
    unaware uncertain uncle unclear under unhappy uniform union unique unit unite united unities unity universal
    unknown unless unlike unlikely unlimited until unusual unwanted up update updated updating upon upper upset
    upsetting upwards urban us usage use used useful useless user usher using usual usually utility utter utterly
    vacation vague vaguely valentine valiant valid validity valley valuable value van vandal vane vanguard variable
    variation varied varies variety various vary varying vast vastly veal vector velvet vend venerable vent verge
    verity version very via vial vice victory video view villa vine violet viper virgin virtually virtue visa visible
    vision visit vital vogue voice volume volunteer vote vowel voyager waddle wade wager wagon wait waited waiter
    waiting wake walk walked walker walking wall walling wan wanderer wane want wanted wanting war ward warden warm
    warn warned warning warp warrens warring was wash waste wasted wasting watch watched watches watching water watt
    wave way we wealthy weapon wear wearing weather weaver web wednesday weed week weekend weight weird welcome
    welcomed welcoming weld welfare well welling welsh went were west westerly western whale what whatever wheel
    wheeling when whenever where whereas whereby wherever whether which while whilst whip whirlpool white whittle who
    whoever whole whom whose why wick wide widely wider widest wife wild wilder will willed willing willow wilt win
    wind window windy wine wing winner winning winsome winter wire wisdom wise wish wished wishes wishing wit with
    withdraw wither within without witness witnesses witty wobbly wolf woman women won wonder wondered wonderful
    wondering woo wood wooden woodland woody word worded wording wore work worked worker working workman world worms
    worn worried worries worry worrying worse worship worst worth worthy would wrath wren wrench wright write writer
    writing written wrong wrote yam yank yap yard year yellow yen yes yesterday yet yeti yoga you young younger your
    yourself zero zest zeta zip
    """
}
