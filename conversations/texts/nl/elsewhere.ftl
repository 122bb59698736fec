# Passed on to another desk, after a yes: broken, complaint, benefits, official.
broken-what = je melding
broken-story-ask = Wat is er kapot? Typ het, spreek het in of stuur een foto.
broken-story-again = Vertel in een paar woorden: wat is er kapot, en waar?
broken-story-name = Wat er kapot is
broken-how-ask = Iets dat kapot is, gaat naar: { $desk }. Zal ik het doorgeven?
broken-how-again = Dat zet ik erbij. Zal ik het doorgeven aan: { $desk }? Tik op een knop.
broken-how-name = Wat ermee gebeurt
broken-how-pass_on = 📮 Ja, geef door
broken-how-myself = ☎️ Ik bel zelf
broken-how-idea = 💡 Nee, een idee
broken-wijk-ask = In welke wijk is het?
broken-wijk-again = Dat zet ik erbij. In welke wijk is het? Tik op een knop.
broken-wijk-remembered = Is het weer in { $answer }?
broken-wijk-name = De wijk
broken-place-ask = Waar is het precies? Typ een straat, of een plek die mensen kennen.
broken-place-again = Typ alleen de plek. Bijvoorbeeld: hoek Parkstraat, bij de school.
broken-place-name = De plek
broken-name-ask = Hoe mogen we je noemen?
broken-name-again = Alleen een voornaam is genoeg. Of tik op Liever niet.
broken-name-remembered = Ben je { $answer }?
broken-name-name = Mijn naam

complaint-what = je klacht
complaint-story-ask = Goed dat je het zegt. Wat is er gebeurd? Typ het of spreek het in.
complaint-story-again = Vertel in een paar woorden wat er gebeurd is.
complaint-story-name = Mijn klacht
complaint-about-ask = Gaat het over iemand van ons? Die leest je klacht hier niet.
complaint-about-again = Dat zet ik erbij. Gaat het over iemand van ons? Tik op een knop.
complaint-about-name = Over wie
complaint-about-other = Iemand anders
complaint-who-ask = Over wie gaat het? Een voornaam is genoeg.
complaint-who-again = Typ alleen een naam. Of sla het over.
complaint-who-name = De naam
complaint-how-ask = Een klacht gaat naar: { $desk }. Bij een officiële klacht hoort de ander ervan. Wil je dat?
complaint-how-again = Dat zet ik erbij. Wil je dat ik het doorgeef aan: { $desk }? Tik op een knop.
complaint-how-name = Wat ermee gebeurt
complaint-how-pass_on = 📮 Ja, geef door
complaint-how-talk = ☎️ Eerst praten
complaint-how-no = Nee, niets doen
complaint-phone-ask = Op welk nummer kunnen we je bellen?
complaint-phone-again = Typ alleen het telefoonnummer. Bijvoorbeeld: 06 12 34 56 78.
complaint-phone-name = Mijn telefoonnummer
complaint-name-ask = Hoe mogen we je noemen?
complaint-name-again = Alleen een voornaam is genoeg. Of tik op Liever niet.
complaint-name-remembered = Ben je { $answer }?
complaint-name-name = Mijn naam

benefits-what = je vraag over geld
benefits-story-ask = Wat is je vraag over je uitkering? Stuur geen brief en geen BSN.
benefits-story-again = Vertel in een paar woorden wat je wilt weten. Stuur geen BSN.
benefits-story-name = Mijn vraag
benefits-how-ask = Over een uitkering of toeslag kan ik niets zien. Stuur geen brief of BSN. Gratis hulp: { $desk }, { $how }. Wat wil je?
benefits-how-again = Dat zet ik erbij. Wat wil je? Tik op een knop.
benefits-how-name = Wat ermee gebeurt
benefits-how-call_me = ☎️ Bel mij
benefits-how-pass_on = 📮 Geef het door
benefits-how-other = 💬 Iets anders
benefits-phone-ask = Op welk nummer kunnen we je bellen?
benefits-phone-again = Typ alleen het telefoonnummer. Bijvoorbeeld: 06 12 34 56 78.
benefits-phone-name = Mijn telefoonnummer
benefits-name-ask = Hoe mogen we je noemen?
benefits-name-again = Alleen een voornaam is genoeg. Of tik op Liever niet.
benefits-name-remembered = Ben je { $answer }?
benefits-name-name = Mijn naam

official-what = je bericht
official-story-ask = Wat wil je sturen? Typ het, spreek het in of stuur een foto.
official-story-again = Vertel in een paar woorden wat je wilt vragen, en aan wie.
official-story-name = Mijn bericht
official-how-ask = Misschien is dit een officiële aanvraag of een bezwaar. Dat kan hier niet. Zal ik het laten doorsturen? Naar: { $desk }. Haast? { $how }.
official-how-again = Dat zet ik erbij. Zal ik het laten doorsturen naar: { $desk }? Tik op een knop.
official-how-name = Wat ermee gebeurt
official-how-pass_on = 📮 Stuur door
official-how-myself = ☎️ Ik bel zelf
official-how-idea = 💡 Nee, een idee
official-how-story = 💬 Nee, een verhaal
official-how-question = ❓ Nee, een vraag
official-name-ask = Hoe heet je? Het loket moet weten wie het stuurt. Het hoeft niet.
official-name-again = Typ alleen je naam. Of tik op Liever niet.
official-name-remembered = Ben je { $answer }?
official-name-name = Mijn naam

call-them-yourself =
    Goed, dan bel je zelf: { $desk }.
    Zo bereik je ze: { $how }.
    Ik heb niets verstuurd.
not-passed-on = Goed. Ik geef niets door en ik verstuur niets. Wil je het later toch? Vertel het gerust.
receipt-passing =
    Dank je wel. Je { $what } is binnen. Het nummer is { $number }. Je stuurde het op: { $today }.
    Het gaat naar: { $desk }.
    Wie het doorgeeft: { $reader }. Dat gebeurt vóór { $date }.
    Ik vraag je hier hoe het ging op: { $day }.
answer_road-what = een vraag over je antwoord
answer_road-road-ask = Hoe wil je het antwoord horen?
answer_road-road-again = Zal ik het antwoord hier sturen, of belt er iemand?
answer_road-road-name = Hoe je het hoort
answer_road-road-here = 💬 Hier
answer_road-road-call = ☎️ Bel mij
answer_road-phone-ask = Op welk nummer kunnen we je bellen?
answer_road-phone-again = Typ alleen het telefoonnummer. Bijvoorbeeld: 06 12 34 56 78.
answer_road-phone-name = Mijn telefoonnummer

check-back-broken =
    Ik beloofde dit te vragen over je melding { $number }, van { $date }.
    Jij stuurde: { $words }
    Is het gemaakt?
check-back-complaint =
    Ik beloofde dit te vragen over je klacht { $number }, van { $date }.
    Jij stuurde: { $words }
    Heb je er antwoord op gekregen?
check-back-question =
    Ik beloofde dit te vragen over je bericht { $number }, van { $date }.
    Jij stuurde: { $words }
    Ben je geholpen?
applied-done_yes = Fijn! Dan is nummer { $number } klaar.
applied-done_no = Sorry. Goed dat je het zegt. We kijken opnieuw naar nummer { $number }. Wie dat doet: { $reader }. Je hoort het vóór { $date }.
card-reacted-done_yes = 👍 De bewoner zegt: het is klaar
card-reacted-done_no = ✋ De bewoner zegt: het is nog niet klaar

card-desk = 📮 Doorgeven aan: { $desk } ({ $how })
card-detail-place = Plek: { $value }
card-detail-about = Gaat over: { $value }
task-pass_on =
    📮 Geef dit door. Het staat op de kaart.
    Over nummer: { $number } · Vóór { $date }
button-passed-on = 📮 Is doorgegeven
button-no-reference = Geen nummer
pass_on-what = iets dat is doorgegeven
pass_on-reference-ask = Kreeg je een nummer van het loket, over nummer { $number }? Typ het dan.
pass_on-reference-again = Typ alleen het nummer van het loket. Of tik op Geen nummer.
pass_on-reference-name = Nummer van het loket
passed-on-why = Dit hoort bij: { $desk }.
passed-on-why-number = Dit hoort bij: { $desk }. Hun nummer: { $reference }.
passed-on-next = Ik vraag je hoe het ging, op { $date }.

# How each kind is answered: what staff are asked, and what the author reads.
button-learn = 📖 Antwoord geven
button-reply = 💬 Antwoord geven
button-report = 🔧 Hoe het afliep
learn-what = een antwoord op een verhaal
learn-outcome-ask = Wat doen we met verhaal { $number }?
learn-outcome-again = Kies wat we doen met verhaal { $number }.
learn-outcome-name = Wat we doen
learn-outcome-yes = We doen iets
learn-outcome-not_now = We bewaren het
learn-outcome-no = We doen niets
learn-reason-ask = Wat leerden we hiervan? Schrijf het zoals je het aan een buur zegt. Minstens 20 tekens.
learn-reason-again = De bewoner leest dit. Wat leerden we? Een hele zin, minstens 20 tekens.
learn-reason-name = Wat we leerden
learn-next_step-ask = Wat doen we ermee?
learn-next_step-again = Eén korte zin: wat doen we met dit verhaal?
learn-next_step-name = Wat we ermee doen
learn-who-ask = Wie doet dat? Typ een naam.
learn-who-again = Typ alleen een naam, niet langer dan 60 tekens.
learn-who-name = Wie het doet
learn-by_when-ask = Vóór welke dag? Tik op een dag of typ een datum.
learn-by_when-again = Typ een dag in de toekomst. Bijvoorbeeld: 12 december.
learn-by_when-name = De datum
reply-what = een antwoord op een vraag
reply-outcome-ask = Weten we het antwoord op vraag { $number }?
reply-outcome-again = Kies: weten we het antwoord op vraag { $number }?
reply-outcome-name = Of we het weten
reply-outcome-yes = We weten het
reply-outcome-not_now = We zoeken het uit
reply-outcome-no = We weten het niet
reply-reason-ask = Wat wil je de bewoner vertellen? Schrijf het zoals je het aan een buur zegt. Minstens 20 tekens.
reply-reason-again = De bewoner leest dit. Geef het antwoord in een hele zin, minstens 20 tekens.
reply-reason-name = Het antwoord
reply-next_step-ask = Wat gebeurt er nu? Of: wat kan de bewoner zelf doen?
reply-next_step-again = Eén korte zin: wat gebeurt er hierna?
reply-next_step-name = De volgende stap
reply-who-ask = Wie doet dat? Typ een naam.
reply-who-again = Typ alleen een naam, niet langer dan 60 tekens.
reply-who-name = Wie het doet
reply-by_when-ask = Vóór welke dag? Tik op een dag of typ een datum.
reply-by_when-again = Typ een dag in de toekomst. Bijvoorbeeld: 12 december.
reply-by_when-name = De datum
report-what = hoe het afliep
report-outcome-ask = Hoe liep het af met nummer { $number }?
report-outcome-again = Kies hoe het afliep met nummer { $number }.
report-outcome-name = Hoe het afliep
report-outcome-yes = Het is in orde
report-outcome-not_now = Het duurt nog
report-outcome-no = Het lukt niet
report-reason-ask = Wat is er gezegd of gedaan? Schrijf het zoals je het aan een buur zegt. Minstens 20 tekens.
report-reason-again = De bewoner leest dit. Vertel wat er is gedaan, minstens 20 tekens.
report-reason-name = Wat er is gedaan
report-next_step-ask = Wat gebeurt er nu?
report-next_step-again = Eén korte zin: wat gebeurt er hierna?
report-next_step-name = De volgende stap
report-who-ask = Wie doet dat? Typ een naam.
report-who-again = Typ alleen een naam, niet langer dan 60 tekens.
report-who-name = Wie het doet
report-by_when-ask = Vóór welke dag? Tik op een dag of typ een datum.
report-by_when-again = Typ een dag in de toekomst. Bijvoorbeeld: 12 december.
report-by_when-name = De datum
answer-learn-yes = Dank je. We hebben van je geleerd, en we doen er iets mee.
answer-learn-not_now = Dank je. We hebben van je geleerd. We bewaren je verhaal voor later.
answer-learn-no = Dank je dat je het vertelde. We doen er zelf niets mee.
answer-learn-why = Wat leerden we? { $reason }
answer-learn-next = Wat doen we ermee? { $next }
answer-reply-yes = Hier is het antwoord op je vraag.
answer-reply-not_now = We weten het nog niet. We zoeken het uit.
answer-reply-no = We weten het antwoord niet.
answer-reply-why = { $reason }
answer-reply-next = Wat nu? { $next }
answer-report-yes = Volgens ons is het nu in orde.
answer-report-not_now = Het is nog niet klaar.
answer-report-no = Het lukt niet.
answer-report-why = Wat is er gedaan? { $reason }
answer-report-next = Wat nu? { $next }
answer-pass_on-passed_on = Het is doorgegeven. Aan: { $desk }.
answer-pass_on-why = Waarom? Jij zei ja. En dit hoort daar.
answer-pass_on-next = Wat nu? Daar kijken ze ernaar. Ik vraag je hier hoe het ging op: { $date }.
answer-learn-decided = Wie schrijft dit? { $decided }.
answer-reply-decided = Wie schrijft dit? { $decided }.
answer-report-decided = Wie schrijft dit? { $decided }.
answer-pass_on-decided = Wie gaf het door? { $decided }.
answer-reference = Hun nummer: { $reference }
status-passed-on = Het is doorgegeven aan: { $desk }. Ik vraag je hier hoe het ging op: { $date }.
status-passed-on-asked = Het is doorgegeven aan: { $desk }.
button-nobody-here = Nee, of liever niet
outcome-learn-yes = we doen er iets mee
outcome-learn-not_now = we bewaren het
outcome-learn-no = we doen er niets mee
outcome-reply-yes = we weten het
outcome-reply-not_now = we zoeken het uit
outcome-reply-no = we weten het niet
outcome-report-yes = het is in orde
outcome-report-not_now = het duurt nog
outcome-report-no = het lukt niet
