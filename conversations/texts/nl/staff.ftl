role-staff = medewerker
role-administrator = beheerder
role-resident = bewoner
role-key-person = sleutelpersoon
role-community-worker = opbouwwerker
role-representative = vertegenwoordiger
enrolled =
    Welkom, { $name }. Je bent nu { $role } bij { $programme }.
    { $inherited ->
        [0] Er wacht nog niets op je.
        [one] Eén bericht wachtte op iemand. Dat is nu van jou. Tik op Wat ligt er.
       *[other] { $inherited } berichten wachtten op iemand. Die zijn nu van jou. Tik op Wat ligt er.
    }
    Nieuwe berichten krijg je hier als kaart.
    Elke werkdag om 9 uur krijg je ook een overzicht.
applied-waits = De bewoner wil nu geen berichten, of blokkeert ze. Het wacht tot dat verandert.
enrolled-before = Hoi { $name }. Je was al { $role }. Tik op Wat ligt er.
invitation-used = Deze uitnodiging is al gebruikt. Vraag de beheerder om een nieuwe.
invitation-expired = Deze uitnodiging is te oud. Vraag de beheerder om een nieuwe.
invitation-unknown = Deze uitnodiging ken ik niet. Vraag de beheerder om een nieuwe.
welcome-staff = Hoi { $name }. Wil je zien wat er ligt?
button-desk = 📋 Wat ligt er?
button-card = { $number } · { SHORT($date) }
desk-help =
    Tik op Wat ligt er. Daar staat wat op jou wacht.
    Typ een nummer om dat bericht te zien. Typ zoeken om iets te vinden.

    Je kunt ook typen: terug, overslaan, pauze of weggooien.
desk-nothing = Er ligt niets voor jou. 🌷
desk-no-number = (geen)
task-new = Er is een taak voor je.
task-call =
    ☎️ Bel: { $name }
    Nummer: { $phone } ({ $when })
    Over nummer: { $number } · Vóór { $date }
task-words = Wat er al was: { $words }
task-emergency =
    ⚠️ Iemand schreef: { $words }
    Kijk er nu naar.
task-write =
    ✉️ Schrijf een bewoner terug.
    Over nummer: { $number } · Vóór { $date }
task-question =
    ❓ Een bewoner heeft een vraag.
    Over nummer: { $number } · Antwoord vóór { $date }
task-unreachable =
    📭 Een bewoner is niet meer bereikbaar. Zoek een andere weg.
    Over nummer: { $number } · Vóór { $date }
card =
    { $kind } { $number } · { $status }
    Van: { $name } · Wijk: { $wijk }
    Voor: { $owner } · Antwoord vóór { $date }
card-answered =
    { $kind } { $number } · { $status }
    Van: { $name } · Wijk: { $wijk }
    Voor: { $owner }
card-new = 📬 Nieuw bericht
card-words =
    Eigen woorden:
    { $words }
card-media = Bij nummer { $number }
card-added-answer =
    Antwoord van de bewoner:
    { $words }
card-added-added =
    Later erbij gezegd:
    { $words }
card-added-question =
    Vraag van de bewoner over het besluit:
    { $words }
card-added-disagree =
    Niet mee eens:
    { $words }
card-added-correction =
    Verbetering van de bewoner:
    { $words }
card-added-edited =
    Later veranderd in:
    { $words }
card-heard-unknown = Gehoord door { $by }: "{ $heard }" (nog niet bevestigd)
card-heard-yes = Gehoord door { $by }: "{ $heard }" (klopt, zegt de bewoner)
card-heard-no = Gehoord door { $by }: "{ $heard }" (klopt niet, zegt de bewoner)
card-asked = Gevraagd door { $by }: { $question }
card-call = ☎️ Wil gebeld worden op { $phone }
card-decided =
    Besluit: { $outcome }. Door: { $by }
    { $reason }
card-reacted-read = 👁 De bewoner heeft het antwoord gelezen
card-reacted-question = ❓ De bewoner heeft een vraag
card-reacted-disagree = ✋ De bewoner is het niet eens
card-reacted-added = ➕ De bewoner zei er iets bij
card-reacted-answer = 💬 De bewoner gaf antwoord
card-reacted-correction = ✏️ De bewoner verbeterde wat is opgeschreven
card-reacted-heard = 👍 Het klopt wat is opgeschreven
card-reacted-edited = ✏️ De bewoner veranderde een bericht
card-reacted-due_read = ⏰ Dit bericht is nog niet gelezen
card-reacted-due_answer = ⏰ Vandaag nodig: een antwoord
card-reacted-due_work = ⏰ Wat is hier beloofd? Is het klaar?
card-reacted-due_fact = ⏰ De bewoner hoort hier binnenkort weer iets over. Weet je iets om te vertellen?
card-reacted-due_look_again = ⏰ Dit wordt opnieuw bekeken
card-reacted-due_overdue = 🔴 Te laat: een belofte is drie keer niet gehaald
desk-status-received = nieuw
desk-status-being_read = wordt gelezen
desk-status-question_asked = vraag gesteld
desk-status-decided = besloten
desk-status-in_progress = mee bezig
desk-status-done = klaar
desk-status-checked = bekeken
desk-status-closed = afgerond
desk-status-reopened = opnieuw bekijken
desk-status-withdrawn = ingetrokken
desk-status-set_aside = opzij gelegd
button-decide = ⚖️ Besluiten
button-ask = ❓ Vraag stellen
button-write-down = 🎧 Opschrijven
button-myself = Ikzelf
button-no-date = Geen datum

decide-what = een besluit
decide-outcome-ask = Wat is het antwoord op nummer { $number }?
decide-outcome-again = Kies een van deze antwoorden op nummer { $number }.
decide-outcome-name = Het antwoord
decide-outcome-yes = Ja
decide-outcome-yes_differently = Ja, maar anders
decide-outcome-trial = We proberen het
decide-outcome-not_now = Nu niet
decide-outcome-no = Nee
decide-reason-ask = Waarom? Schrijf het zoals je het aan een buur zou uitleggen. Minstens 20 tekens.
decide-reason-again = De bewoner leest dit. Geef de reden in een hele zin, minstens 20 tekens.
decide-reason-name = De reden
decide-next_step-ask = Wat gebeurt er nu? Noem de volgende stap.
decide-next_step-again = Eén korte zin: wat gebeurt er hierna?
decide-next_step-name = De volgende stap
decide-who-ask = Wie doet dat? Typ een naam.
decide-who-again = Typ alleen een naam, niet langer dan 60 tekens.
decide-who-name = Wie het doet
decide-by_when-ask = Vóór welke dag? Tik op een dag of typ een datum.
decide-by_when-again = Typ een dag in de toekomst. Bijvoorbeeld: 12 december.
decide-by_when-name = De datum
preview-heading = Zo leest de bewoner het antwoord op nummer { $number }:
applied-decide = Verstuurd. De bewoner krijgt het antwoord op nummer { $number }.
already-decided = Op nummer { $number } is al besloten.
cannot-ask = Aan nummer { $number } kun je nu geen vraag stellen.
overtaken-decide = Intussen is hier iets veranderd. Door: { $by }. Jouw besluit is niet verstuurd. Dit is hoe het nu staat:
overtaken-ask = Intussen is hier iets veranderd. Door: { $by }. Jouw vraag is niet verstuurd. Dit is hoe het nu staat:
overtaken-write_down = Intussen is hier iets veranderd. Door: { $by }. Jouw tekst is niet bewaard. Dit is hoe het nu staat:

ask-what = een vraag aan een bewoner
ask-question-ask = Wat wil je de bewoner vragen over nummer { $number }?
ask-question-again = Typ één korte vraag, minstens 5 tekens.
ask-question-name = De vraag
applied-ask = De vraag over nummer { $number } is verstuurd.
write_down-what = wat je hoorde
write_down-heard-ask = Wat hoorde je in nummer { $number }? Schrijf het zoals het gezegd is.
write_down-heard-again = Typ de woorden die je hoorde.
write_down-heard-name = De tekst
applied-write_down = Bewaard. De bewoner krijgt de vraag of het klopt.
button-write-back = ✉️ Terugschrijven
write_back-what = een bericht aan een bewoner
write_back-words-ask = Wat wil je de bewoner schrijven over nummer { $number }?
write_back-words-again = Typ je bericht aan de bewoner, minstens 5 tekens.
write_back-words-name = Je bericht
applied-write_back = Verstuurd. De bewoner krijgt je bericht over nummer { $number }.
overtaken-write_back = Intussen is hier iets veranderd. Door: { $by }. Jouw bericht is niet verstuurd. Dit is hoe het nu staat:
card-added-written =
    Geschreven aan de bewoner:
    { $words }
button-task-done = ✅ Gedaan
task-done = Goed. Deze taak is klaar.
task-not-yours = Deze taak is al klaar, of is van iemand anders.

event-parked = Ik kon iets niet verwerken. Het is bewaard. Nummer: { $reference }
message-dead = Ik kon een bericht niet bezorgen. Nummer: { $reference }
task-late =
    🔴 Bel deze bewoner: { $name }
    Twee keer schreven we dat het later wordt. Nu is het weer te laat.
    Nummer: { $phone }
    Over nummer: { $number } · Vóór { $date }
button-finish = ✅ Het is klaar
finish-what = iets dat klaar is
finish-words-ask = Wat is er klaar bij nummer { $number }? Schrijf het zoals de bewoner het ziet.
finish-words-again = Schrijf in een zin wat er nu klaar is.
finish-words-name = Wat klaar is
applied-finish = Verstuurd. De bewoner hoort dat nummer { $number } klaar is. Later vraag ik of dat klopt.
nothing-to-finish = Bij nummer { $number } is nu niets om af te maken.
overtaken-finish = Intussen is hier iets veranderd. Door: { $by }. Jouw bericht is niet verstuurd. Dit is hoe het nu staat:
button-postpone = 📅 Het wordt later
postpone-what = een nieuwe datum
postpone-day-ask = Vóór welke dag komt het bij nummer { $number }? Tik op een dag of typ een datum.
postpone-day-again = Typ een dag na vandaag. Bijvoorbeeld: 12 december.
postpone-day-name = De nieuwe datum
postpone-reason-ask = Waarom wordt het later? De bewoner leest dit.
postpone-reason-again = Schrijf in een hele zin waarom het later wordt.
postpone-reason-name = De reden
applied-postpone = Verstuurd. De bewoner kent de nieuwe datum van nummer { $number }.
nothing-to-postpone = Bij nummer { $number } is nu geen datum beloofd.
overtaken-postpone = Intussen is hier iets veranderd. Door: { $by }. De nieuwe datum is niet verstuurd. Dit is hoe het nu staat:
preview-message = Zo leest de bewoner het bericht over nummer { $number }:
