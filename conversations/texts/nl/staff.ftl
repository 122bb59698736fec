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
    ✉️ Schrijf een bewoner terug: { $name }
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
decide-reason-ask = Waarom? Tik op een reden of schrijf het zelf. Zeg het zoals tegen een buur. Minstens 20 tekens.
decide-reason-again = De bewoner leest dit. Geef de reden in een hele zin, minstens 20 tekens.
decide-reason-name = De reden
decide-reason-own = “{ $said }” Wat speelt hier precies? Schrijf er zelf een hele zin bij, minstens 20 tekens.
decide-reason-helps_many = Helpt veel mensen
decide-reason-helps_many-said = Dit helpt veel mensen in de wijk.
decide-reason-fits_ours = Past bij ons werk
decide-reason-fits_ours-said = Dit past bij wat wij al doen.
decide-reason-safer_so = Zo is het veilig
decide-reason-safer_so-said = Zo is het veilig voor iedereen.
decide-reason-affordable_so = Zo is het betaalbaar
decide-reason-affordable_so-said = Zo kunnen we het dit jaar betalen.
decide-reason-not_sure = Weten we nog niet
decide-reason-not_sure-said = We weten nog niet of het hier werkt.
decide-reason-ask_around = Eerst buren horen
decide-reason-ask_around-said = We willen eerst horen wat de buren ervan vinden.
decide-reason-no_money = Geen geld meer
decide-reason-no_money-said = Er is dit jaar geen geld meer.
decide-reason-nobody_free = Niemand heeft nu tijd
decide-reason-nobody_free-said = Nu heeft niemand tijd om dit goed te doen.
decide-reason-other_first = Iets anders gaat voor
decide-reason-other_first-said = Ander werk op deze plek moet eerst klaar zijn.
decide-reason-not_our_ground = Niet onze grond
decide-reason-not_our_ground-said = De grond is niet van ons.
decide-reason-not_safe = Niet veilig genoeg
decide-reason-not_safe-said = Het is daar niet veilig genoeg.
decide-reason-not_allowed = Het mag niet
decide-reason-not_allowed-said = Het mag niet volgens de regels.
decide-next_step-ask = Wat gebeurt er nu? Noem de volgende stap.
decide-next_step-again = Eén korte zin: wat gebeurt er hierna?
decide-next_step-name = De volgende stap
decide-who-ask = Wie doet dat? Typ een naam.
decide-who-again = Typ alleen een naam, niet langer dan 60 tekens.
decide-who-name = Wie het doet
decide-by_when-ask = Vóór welke dag? Tik op een dag of typ een datum.
decide-by_when-again = Typ een dag in de toekomst. Bijvoorbeeld: 12 december.
decide-by_when-name = De datum
decide-as_it_is-ask = Dit is lastig te lezen. Toch versturen: waarom?
decide-as_it_is-again = Zeg kort waarom het zo weg moet. Minstens 10 tekens.
decide-as_it_is-name = Waarom het zo blijft
learn-as_it_is-ask = { decide-as_it_is-ask }
learn-as_it_is-again = { decide-as_it_is-again }
learn-as_it_is-name = { decide-as_it_is-name }
reply-as_it_is-ask = { decide-as_it_is-ask }
reply-as_it_is-again = { decide-as_it_is-again }
reply-as_it_is-name = { decide-as_it_is-name }
report-as_it_is-ask = { decide-as_it_is-ask }
report-as_it_is-again = { decide-as_it_is-again }
report-as_it_is-name = { decide-as_it_is-name }
taalcheck-green = 💬 Taalcheck: dit kan nog makkelijker.
taalcheck-orange = 🟠 Taalcheck: dit is lastig te lezen.
taalcheck-red =
    🔴 Taalcheck: dit is voor veel mensen te lastig.
    Schrijf het anders, of laat een sleutelpersoon meelezen.
taalcheck-long = Deze zin is lang ({ $count } woorden): { $words }
taalcheck-passive = Zeg ook wie het doet: { $words }
taalcheck-official = ‘{ $words }’ kan makkelijker.
taalcheck-plainer = ‘{ $words }’ → beter: ‘{ $plainer }’
taalcheck-as-it-is = Waarom het zo blijft: { $why }
button-take-over = Neem over: { $plainer }
button-rewrite = ✏️ Anders schrijven
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
stopped-staff = Goed. Over je eigen berichten stuur ik je niets meer. Je werk hier blijft wel komen: bewoners rekenen erop. Wil je het minder vaak? Kies een overzicht.
button-write-to = ✉️ Schrijf deze bewoner
write_to-what = een bericht aan een bewoner
write_to-words-ask = Wat wil je de bewoner schrijven?
write_to-words-again = Typ je bericht aan de bewoner, minstens 5 tekens.
write_to-words-name = Je bericht
written-to = Verstuurd. De bewoner krijgt je bericht.
not-your-task = Deze taak ligt niet meer bij jou.
