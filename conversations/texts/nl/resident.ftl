first-what = je bericht
first-story-ask = Vertel het maar. Typ, spreek in of stuur een foto.
first-story-again = Typ wat je wilt zeggen. Inspreken mag ook.
first-story-name = Je bericht
first-kind-ask = Wat is het? Tik op wat het beste past.
first-kind-again = Dat zet ik erbij. Wat is het? Tik op een knop.
first-kind-name = Soort bericht
first-kind-idea = 💡 Een idee
first-kind-initiative = 🌱 Zelf iets doen
first-kind-story = 💬 Iets vertellen
first-kind-broken = 🔧 Iets is kapot
first-kind-question = ❓ Een vraag
first-kind-complaint = 😕 Een klacht

idea-what = je idee
idea-story-ask = Wat is je idee? Typ het, spreek het in of stuur een foto.
idea-story-again = Vertel in een paar woorden: wat wil je in de buurt?
idea-story-name = Mijn idee
idea-wijk-ask = In welke wijk is het?
idea-wijk-again = Dat zet ik bij je idee. Nog één vraag: in welke wijk is het? Tik op een knop.
idea-wijk-remembered = Is het weer in { $answer }?
idea-wijk-name = De wijk
idea-name-ask = Hoe mogen we je noemen?
idea-name-again = Alleen een voornaam is genoeg. Of tik op Liever niet.
idea-name-remembered = Ben je { $answer }?
idea-name-name = Mijn naam

question-what = je vraag
question-story-ask = Wat is je vraag? Typ het, spreek het in of stuur een foto.
question-story-again = Typ wat je wilt weten. Inspreken mag ook.
question-story-name = Mijn vraag
question-wijk-ask = In welke wijk is het?
question-wijk-again = Dat zet ik bij je vraag. Nog één ding: in welke wijk is het? Tik op een knop.
question-wijk-remembered = Is het weer in { $answer }?
question-wijk-name = De wijk
question-name-ask = Hoe mogen we je noemen?
question-name-again = Alleen een voornaam is genoeg. Of tik op Liever niet.
question-name-remembered = Ben je { $answer }?
question-name-name = Mijn naam

receipt-what = twee vragen over je antwoord
receipt-road-ask = Hoe wil je het antwoord horen?
receipt-road-again = Zal ik het antwoord hier sturen, of belt er iemand?
receipt-road-name = Hoe je het hoort
receipt-road-here = 💬 Hier
receipt-road-call = ☎️ Bel mij
receipt-phone-ask = Op welk nummer kunnen we je bellen?
receipt-phone-again = Typ alleen het telefoonnummer. Bijvoorbeeld: 06 12 34 56 78.
receipt-phone-name = Mijn telefoonnummer
receipt-neighbours-ask = Mogen buren je bericht lezen? Je naam staat er niet bij. Nee is ook goed.
receipt-neighbours-again = Mogen buren lezen wat je schreef? We zetten je naam er niet bij.
receipt-neighbours-name = Buren mogen lezen
receipt-done = Goed. Je hoort van ons. Is er nog iets? Stuur het gerust.
receipt-done-call = Goed. Is er een antwoord? Dan belt een mens je. Is er nog iets? Stuur het gerust.

call-what = je vraag om gebeld te worden
call-phone-ask = Op welk nummer kunnen we je bellen?
call-phone-again = Typ alleen het telefoonnummer. Bijvoorbeeld: 06 12 34 56 78.
call-phone-name = Mijn telefoonnummer
call-moment-ask = Wanneer kunnen we je bellen?
call-moment-again = Kies een moment. Of sla het over.
call-moment-name = Het moment
call-moment-morning = In de ochtend
call-moment-afternoon = In de middag
call-moment-evening = In de avond
call-planned = Goed. Een mens belt je vóór: { $date }.
moment-morning = in de ochtend
moment-afternoon = in de middag
moment-evening = in de avond
moment-any = maakt niet uit wanneer

answer-what = je antwoord
answer-story-ask = Wat wil je antwoorden op de vraag over nummer { $number }? Inspreken mag ook.
answer-story-again = Typ je antwoord, of spreek het in.
answer-story-name = Mijn antwoord
ask_back-what = je vraag
ask_back-story-ask = Wat is je vraag over nummer { $number }? Inspreken mag ook.
ask_back-story-again = Typ je vraag, of spreek hem in.
ask_back-story-name = Mijn vraag
disagree-what = je reactie
disagree-story-ask = Goed dat je het zegt. Wat klopt er niet aan het antwoord op nummer { $number }?
disagree-story-again = Vertel in een paar woorden wat er anders moet.
disagree-story-name = Mijn reactie
correct_heard-what = je verbetering
correct_heard-story-ask = Goed dat je het zegt. Wat bedoelde je? Typ het of spreek het in.
correct_heard-story-again = Vertel hoe het wel is.
correct_heard-story-name = Mijn verbetering
applied-answer = Dank je. Je antwoord staat bij nummer { $number }.
applied-added = Dank je. Dat staat nu bij nummer { $number }.
applied-question = Ik heb je vraag over nummer { $number } doorgegeven. Een mens schrijft je hier terug, vóór { $date }.
applied-disagree = We kijken opnieuw naar nummer { $number }. Wie dat doet: { $reader }. Je hoort het hier vóór { $date }.
applied-correction = Dank je. Je verbetering staat bij nummer { $number }.

answer-heading =
    Nieuws over je { $kind } { $number }.
    Jij stuurde: { $words }
answer-decide-yes = Het antwoord is: JA.
answer-decide-yes_differently = Het antwoord is: JA, maar iets anders.
answer-decide-trial = Het antwoord is: we gaan het PROBEREN.
answer-decide-not_now = Het antwoord is: nu niet.
answer-decide-no = Het antwoord is: nee.
answer-decide-why = Waarom? { $reason }
answer-decide-decided = Wie besloot dit? { $decided }.
answer-decide-next = Wat nu? { $next }
answer-next =
    { $now }
    Wie doet dat? { $who }.
answer-next-dated =
    { $now }
    Wie doet dat? { $who }. Vóór { $date }.
answer-no-agree = Ben je het er niet mee eens? Tik op de knop. Dan kijken we opnieuw.
button-read = Gelezen
button-have-question = ❓ Een vraag
button-disagree = ✋ Niet mee eens
read-noted = Goed. Ik weet nu dat je het las. Ben je het er niet mee eens? Dat mag je later ook nog zeggen.
staff-asks =
    Een vraag over je { $kind } { $number }.
    Jij stuurde: { $words }
    Wie vraagt het: { $by }.

    { $question }
button-answer = Antwoord geven
staff-writes =
    Een bericht over je { $kind } { $number }.
    Jij stuurde: { $words }
    Wie schrijft: { $by }.

    { $text }
heard =
    Een mens heeft naar je bericht { $number } geluisterd: { $by }.
    Dit is opgeschreven: "{ $heard }"
    Klopt dat?
button-heard-no = Nee, niet helemaal
heard-thanks = Fijn. Dan staat het goed.

# Somebody else reads it from now on.
reader-changed =
    Iemand anders leest nu je { $kind } { $number }: { $reader }.
    De datum blijft hetzelfde. Je krijgt antwoord vóór { $date }.
