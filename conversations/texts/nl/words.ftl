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
words-yes = ja, jawel, ja hoor, klopt, graag, zeker, oké, ok, prima, goed
words-no = nee, neen, nee hoor, niet, liever niet
words-today = vandaag
words-tomorrow = morgen
words-day-after = overmorgen
words-next-week = volgende week, over een week
words-danger = er is brand, het brandt, staat in brand, staat in de brand, brand in mijn, brand in het, brand bij, gaslucht, ruik gas, word aangevallen, wordt aangevallen, heeft een mes, heeft een pistool, wordt geschoten, wordt gestoken, schietpartij, steekpartij, er is een ongeluk, er is een ongeval, bel 112, ambulance nodig, inbreker, ik bloed, krijgt geen lucht, krijg geen lucht, hartaanval, noodgeval, levensgevaar
words-suicide = zelfmoord, zelfdoding, suïcide, wil dood, wil doodgaan, wil sterven, wou dat ik dood was, liever dood, was ik maar dood, niet meer leven, niet meer wil leven, niet meer verder leven, einde aan mijn leven, eind aan mijn leven, er een eind aan maken, er een einde aan maken, mezelf iets aandoen, mezelf wat aandoen
words-home = slaat mij, slaat me, slaat ons, slaat mijn moeder, slaat mijn kind, slaat de kinderen, schopt mij, schopt me, mishandeling, mishandelt, mishandeld, bang thuis, thuis bang, niet veilig thuis, thuis niet veilig, bang voor mijn man, bang voor mijn vader, bang voor mijn vriend, huiselijk geweld, mijn man slaat, mijn vader slaat, mijn vriend slaat, mijn moeder slaat, mijn zoon slaat

# What commands mean; the first two also while nothing is open.
words-mine = mijn, mijn berichten
words-language = taal, andere taal, welke taal
words-desk = werk
