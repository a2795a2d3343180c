extension TextLanguage {
    /// The words that say nothing about what an item is: articles, pronouns, prepositions, conjunctions, forms of "be"
    /// and "have". Short lists: words that are frequent all the same weigh little by their rarity.
    var stopWords: Set<String> { Set((Self.lists[self] ?? "").split(separator: " ").map(String.init)) }

    private static let lists: [TextLanguage: String] = [
        .danish: """
        ad af at blev bliver da de dem den denne der deres det dette dig din du efter eller en end er et for fra ham \
        han har hende her hos hun hvad hvis hvor i ikke jeg jer kan man med meget men mig min mod ned nogle nu når og \
        også om op os over på sin skal som så til ud under var vi vil ved være
        """,
        .dutch: """
        aan al als bij dan dat de der deze die dit doch door een en er ge geen haar had heb hebben heeft hem het hier \
        hij hoe hun ik in is ja je kan maar me meer men met mij mijn na naar niet nog of om onder ons ook op over te \
        tegen tot uit uw van veel voor was wat we wel wij worden wordt zal ze zich zij zijn zo zonder
        """,
        .english: """
        a about above after all also am an and any are as at be because been before being below between both but by \
        can did do does down during each few for from had has have he her here him his how i if in into is it its me \
        more most my no nor not of off on once only or other our out over own same she so some such than that the \
        their them then there these they this those through to too under until up us very was we were what when where \
        which while who whom why will with you your
        """,
        .finnish: """
        ei että ja joka jos kanssa kuin kun me minä mitä mutta myös ne niin nyt olen oli olla on ovat se sekä sen \
        siitä sitä tai te tämä tässä vai vain voi
        """,
        .french: """
        au aux avec ce ces cette comme d dans de des du elle elles en est et eux il ils je l la le les leur leurs lui \
        ma mais me mes moi mon ne nos notre nous on ont ou par pas plus pour qu que qui sa sans se ses si son sont sous \
        sur ta te tes toi ton tu un une vos votre vous à être
        """,
        .german: """
        aber als am an auch auf aus bei bin bis bist da damit das dass dein dem den der des die dies diese dieser \
        dieses doch du durch ein eine einem einen einer eines er es für haben hat hatte hier ich ihm ihn ihr ihre im in \
        ins ist ja kann kein keine man mein mich mit nach nicht noch nur ob oder ohne sein seine sich sie sind so über \
        um und uns unter vom von vor war was wenn wer wie wir wird wo zu zum zur
        """,
        .italian: """
        a ad agli ai al alla alle allo anche c che chi ci come con cui da dagli dai dal dalla dalle degli dei del della \
        delle dello di e ed era essere gli ha hanno ho i il in io l la le lei lo loro lui ma mi mia mio ne negli nei \
        nel nella nelle noi non nostro o per più quale questa questo se si sia sono su sua sue sugli sui sul sulla suo \
        tra tu tuo un una uno vi voi è
        """,
        .norwegian: """
        at av ble bli blir da de deg dem den denne der deres det dette du eller en er et etter for fra få ha han har \
        henne her hos hun hva hvis hvor i ikke jeg kan man med meg mellom men min mot noen nå når og også om opp oss \
        over på seg sin skal som så til under ut var ved vi vil være
        """,
        .portuguese: """
        a ao aos as até com como da das de dela dele do dos e ela ele eles em entre era essa esse esta este eu foi há \
        isso já lhe mais mas me mesmo meu minha muito na nas nem no nos nossa nosso não o os ou para pela pelo por qual \
        quando que quem se sem ser seu seus sua suas são só também te tem um uma você à às é
        """,
        .russian: """
        а без бы был была были было быть в вам вас во вот все всё вы где да для до его ее если есть её же за и из или \
        им их к как ко когда кто ли мне мы на над не него нет но ну о об он она они от по под при с со так также то \
        тот ты у уже что чтобы это этот я
        """,
        .spanish: """
        a al algo como con contra cual cuando de del desde donde el ella ellas ellos en entre era es esa ese eso esta \
        este esto está fue ha han hasta hay la las le les lo los me mi mis muy más ni no nos nosotros o os otra otro \
        para pero por porque que quien se ser si sin sobre son su sus también te tu un una uno y ya yo él
        """,
        .swedish: """
        alla att av blir de dem den denna deras det detta dig din du där efter eller en er ett från för ha han har \
        henne hennes här i icke inte jag kan man med mellan men mig min mot mycket ni nu när något och också om oss på \
        sedan sig sin ska som så till under upp ut utan var vid vi vill än är över
        """,
    ]
}
