# Words that people type and that mean something. One meaning per entry, separated by commas.
# They are only compared, never shown. All languages together count, whatever language was chosen.
words-stop = stop, stoppen, hou op, houd op, stop ermee, geen berichten meer, laat me met rust
words-greeting = hoi, hallo, hey, hé, hee, dag, goedemorgen, goedemiddag, goedenavond, goeiemorgen, hallo daar, hoi hoi, moi, salam
words-thanks = bedankt, dank je, dank u, dankjewel, dankuwel, dank je wel, dank u wel, thanks, top, super, fijn, mooi, oké bedankt, ok bedankt, hartelijk dank, ok, oké
words-help = help, help mij, hulp, hoe werkt dit, wat kun je, menu
words-back = terug, vorige, ga terug
words-skip = overslaan, sla over, weet ik niet, liever niet, geen idee
words-discard = weggooien, gooi weg, annuleer, annuleren
words-pause = pauze, later, straks, nu even niet
words-submit = ja, verstuur, versturen, ja verstuur, klopt, klopt ja, ja hoor, prima, akkoord
words-yes = ja, jawel, ja hoor, klopt, graag, ja graag, heel graag, doe maar, zeker, oké, ok, prima, goed
words-no = nee, neen, nee hoor, niet, liever niet
words-today = vandaag
words-tomorrow = morgen
words-day-after = overmorgen
words-next-week = volgende week, over een week
words-danger = er is brand, het brandt, staat in brand, staat in de brand, huis in brand, flat in brand, woning in brand, auto in brand, brand in mijn, brand in het, brand bij, gaslucht, ruik gas, word aangevallen, wordt aangevallen, heeft een mes, heeft een pistool, wordt geschoten, wordt gestoken, schietpartij, steekpartij, er is een ongeluk, er is een ongeval, bel 112, ambulance nodig, inbreker, ik bloed, krijgt geen lucht, krijg geen lucht, hartaanval, noodgeval, levensgevaar
words-suicide = zelfmoord, zelfdoding, suïcide, wil dood, wil doodgaan, wil sterven, wou dat ik dood was, liever dood, was ik maar dood, niet meer leven, niet meer wil leven, niet meer verder leven, einde aan mijn leven, eind aan mijn leven, er een eind aan maken, er een einde aan maken, mezelf iets aandoen, mezelf wat aandoen
words-home = slaat mij, slaat me, slaat ons, slaat mijn moeder, slaat mijn kind, slaat de kinderen, schopt mij, schopt me, mishandeling, mishandelt, mishandeld, bang thuis, thuis bang, niet veilig thuis, thuis niet veilig, bang voor mijn man, bang voor mijn vader, bang voor mijn vriend, huiselijk geweld, mijn man slaat, mijn vader slaat, mijn vriend slaat, mijn moeder slaat, mijn zoon slaat

# Care. A list that ends in -not names the phrases in which the same words mean something else.
words-danger-not = er is brand geweest
words-grief = overleden, gestorven, is doodgegaan, is dood gegaan, man is dood, vrouw is dood, moeder is dood, vader is dood, kind is dood, zoon is dood, zoontje is dood, dochter is dood, dochtertje is dood, broer is dood, zus is dood, opa is dood, oma is dood, vriend is dood, vriendin is dood, buurman is dood, buurvrouw is dood, begrafenis, uitvaart, crematie, in de rouw, miskraam, doodgeboren, weduwe, weduwnaar
words-grief-not = uitgestorven, zo goed als overleden, gestorven van het lachen
words-illness = kanker, ongeneeslijk ziek, ernstig ziek, heel ziek, erg ziek, zo ziek, ik ben ziek, is heel ziek, chemo, chemokuur, dementie, alzheimer, hartinfarct, beroerte, ik lig in het ziekenhuis, ligt in het ziekenhuis, uitbehandeld, terminaal, depressief, depressie
words-illness-not = ik ben ziek van, zo ziek van, heel ziek van, zieke bomen, kanker op
words-hunger = heb honger, hebben honger, heeft honger, honger lijden, geen eten in huis, geen eten meer, geen eten voor mijn kind, geen eten voor mijn kinderen, geen eten voor de kinderen, niks te eten, niets te eten, geen geld voor eten, kan geen eten kopen, kan geen eten betalen, leef van de voedselbank, leven van de voedselbank
words-hunger-not = heb honger naar, hebben honger naar, heeft honger naar, geen eten meer weggooien, geen eten meer weg
words-fear = ik ben bang, ik ben zo bang, ik ben heel bang, we zijn bang, wij zijn bang, kinderen zijn bang, durf niet naar buiten, durf niet meer naar buiten, durf niet meer over straat, voel me niet veilig, voel mij niet veilig, voel me onveilig, voel me zo onveilig, voelen ons niet veilig, doodsbang, word bedreigd, bedreigt mij, bedreigt me
words-fear-not = ik ben bang dat, ik ben bang van niet, ik ben bang van wel, we zijn bang dat, wij zijn bang dat, kinderen zijn bang dat
words-anger = ik ben boos, ben zo boos, ben heel boos, wij zijn boos, we zijn boos, ik ben woedend, ik ben kwaad, ben zo kwaad, ben het zat, ben het spuugzat, zijn het zat, zijn het spuugzat, schandalig, een schande, belachelijk, luisteren toch nooit, luistert toch nooit, doen toch niks, doet toch niks
words-anger-not = ik ben boos geweest, niet belachelijk
words-insult = prutser, prutsers, sukkel, sukkels, idioot, idioten, klootzak, klootzakken, hufter, hufters, eikels zijn jullie, stelletje eikels, lul, lullen zijn jullie, mongool, mongolen zijn jullie, debiel, debielen, oplichters, leugenaars, zakkenvullers, tuig zijn jullie, kutgemeente, kutzooi, klotezooi, klotegemeente, kankerzooi, kankergemeente, kankerlijers, kanker op, teringzooi, teringlijers, tyfuszooi, tyfuslijers, val dood, rot op, krijg de tering, krijg de tyfus, flikker op, godverdomme, gvd
words-insult-not = geen prutser, geen idioot, geen sukkel
words-young = ik zit in groep 3, ik zit in groep 4, ik zit in groep 5, ik zit in groep 6, ik zit in groep 7, ik zit in groep 8, zit zelf in groep 7, zit zelf in groep 8, ik zit in de brugklas, ik zit op de basisschool
words-age-before = ik ben, ben ik, ben pas, ben nog maar, ben nu, ik word, word ik
words-age-after = jaar oud, jaar jong, jaar, jr
words-age-then = en, maar, dus, want, wil, ik, mag, dan, hoor

# What belongs with another desk: it is only asked, word lists err.
words-objection = maak bezwaar, bezwaar maken, bezwaarschrift, teken bezwaar aan, bezwaar aantekenen, bezwaar tegen, ga in beroep, in beroep gaan, beroep aantekenen
words-official = bezwaar, in beroep, vergunning, vergunning aanvragen, officiële aanvraag, officieel verzoek, subsidie aanvragen, mijn aanvraag
words-benefits = uitkering, mijn uitkering, bijstand, bijstandsuitkering, bijzondere bijstand, toeslag, huurtoeslag, zorgtoeslag, wajong, wia, ww uitkering, aow

# What commands mean; the first two also while nothing is open.
words-mine = mijn, mijn berichten
words-language = taal, andere taal, welke taal
words-desk = werk

# What staff type to look something up.
words-search = zoek, zoeken, ik zoek
# What may stand round the name of a language, when it is called and not told about.
words-language-around = in, het, op, naar, de, taal, graag, alsjeblieft, aub, a u b, please, language, ik, wil, spreek, praat, liever, me, mij, maar
