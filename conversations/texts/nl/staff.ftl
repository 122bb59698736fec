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
enrolled-also =
    Gelukt, { $name }. Je bent bij { $programme } nu { LIST($roles) }.
    { $inherited ->
        [0] Er wacht nu niets nieuws op je.
        [one] Eén bericht wachtte op iemand. Dat is nu van jou. Tik op Wat ligt er.
       *[other] { $inherited } berichten wachtten op iemand. Die zijn nu van jou. Tik op Wat ligt er.
    }
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
decide-next_step-own = “{ $said }” Waarom niet? Schrijf er zelf een zin bij.
decide-next_step-none = Geen volgende stap
decide-next_step-none-said = Er is geen volgende stap.
decide-who-resident = De bewoner zelf
the-resident = de bewoner
decide-firm-ask = Is die dag zeker?
decide-firm-again = Kies: zeker, of ons plan.
decide-firm-name = Hoe zeker het is
decide-firm-sure = Zeker
decide-firm-plan = Ons plan
decide-counted-ask = Wat deed dit bericht met het plan?
decide-counted-again = Kies wat dit bericht met het plan deed.
decide-counted-name = Invloed op het plan
decide-counted-changed = Plan is veranderd
decide-counted-confirmed = Plan klopte al
decide-counted-unchanged = Plan blijft zo
button-no-plan-yet = Nog geen plan
decide-because-ask = Waarom verandert het plan niet? De bewoner leest dit.
decide-because-again = Zeg in een zin waarom het plan niet verandert.
decide-because-name = Waarom niet veranderd
decide-also-ask = Voor welke andere nummers geldt dit antwoord ook? Typ ze achter elkaar. Bijvoorbeeld: 214, 230.
decide-also-again = Typ alleen nummers, met een komma ertussen.
decide-also-name = Ook voor andere nummers
decide-copied-ask = Precies deze reden staat al bij een ander bericht. Weet je het zeker? Wil je iets veranderen, tik dan op Terug.
decide-copied-again = Tik op Ja, zo versturen. Of ga terug en schrijf het anders.
decide-copied-name = Dezelfde reden
decide-copied-sure = Ja, zo versturen
preview-also = Dit antwoord gaat ook naar: { $numbers }.
applied-sending = Het antwoord op nummer { $number } gaat zo weg. Je kunt het nog even terughalen.
applied-second_reads = Een nee leest altijd iemand mee voor het weggaat. Wie nummer { $number } meeleest: { $by }.
applied-second_alone = Een nee leest altijd iemand mee voor het weggaat. Er is nu niemand anders. Lees nummer { $number } daarom de volgende werkdag zelf nog eens. Pas dan gaat het weg.
applied-answer_waits = Op nummer { $number } ligt al een antwoord klaar. Van: { $by }.
applied-nothing_waits = Bij nummer { $number } wacht niets meer op meelezen.
applied-not_yet = Nummer { $number } schreef je vandaag. Lees het op een andere dag nog eens. Dan kan het weg.
applied-not_alone = Nummer { $number } schreef je zelf. Iemand anders leest het mee.
applied-second_no = Goed. Wie het schreef, krijgt je opmerking bij nummer { $number }. De bewoner merkt er niets van.
applied-also_not = Let op: dit kan niet ook naar: { $by }. Dat nummer is er niet, of er is al een antwoord.
button-undo = ⏪ Ongedaan maken
undone = Teruggehaald. De bewoner krijgt niets. Dit schreef je bij nummer { $number }:
undone-waits = Teruggehaald. Nummer { $number } wacht weer op meelezen.
undone-too-late = Dat kan niet meer: het antwoord op nummer { $number } is weg. Klopt het niet? Verbeter de uitleg, of neem het antwoord terug. Dat vind je op de kaart bij Meer.
button-card-of = Bekijk nummer { $number }
task-second =
    👀 Lees mee: een antwoord dat nog niet weg is. Wie het schreef: { $by }.
    Over nummer: { $number } · Vóór { $date }
button-second = 👀 Meelezen
second-heading = Dit staat klaar bij nummer { $number }. Wie het schreef: { $by }. Het is nog niet weg.
second-aside = Het krijgt geen antwoord en gaat opzij. Waarom: { $reason }
second-ask = Begrijpt de bewoner dit? En ben je het ermee eens?
second-ask-alone = Er is niemand anders om mee te lezen. Lees het zelf nog één keer. Sta je erachter?
button-second-yes = ✅ Akkoord, verstuur
button-second-no = ✍️ Nog niet
second_no-what = een opmerking bij een antwoord
second_no-remark-ask = Wat moet er anders aan het antwoord op nummer { $number }? Alleen je collega leest dit.
second_no-remark-again = Zeg in een zin wat er anders moet.
second_no-remark-name = Je opmerking
second-sent-back =
    ✍️ Je antwoord op nummer { $number } is niet weg. Wie meelas: { $by }.
    Opmerking: { $remark }

    Jij schreef:
    { $words }
card-waiting-second = 👀 Er ligt een antwoord klaar. Het wacht op meelezen. Wie het schreef: { $by }.
card-waiting-going = ⏳ Er gaat zo een antwoord weg. Wie het schreef: { $by }.
card-as-it-is = Lastig te lezen, en toch zo verstuurd: { $why }
card-reacted-unsent = ⏪ Je antwoord is niet weg: hier is intussen iets veranderd
button-correct = ✏️ Uitleg verbeteren
correct-what = een betere uitleg
correct-reason-ask = Wat is de nieuwe uitleg bij nummer { $number }? De bewoner krijgt die als nieuw bericht.
correct-reason-again = Geef de uitleg in een hele zin, minstens 20 tekens.
correct-reason-name = De uitleg
correct-next_step-ask = Wat gebeurt er nu? Schrijf het opnieuw, ook als het zo blijft.
correct-next_step-again = Eén korte zin: wat gebeurt er hierna?
correct-next_step-name = De volgende stap
correct-as_it_is-ask = { decide-as_it_is-ask }
correct-as_it_is-again = { decide-as_it_is-again }
correct-as_it_is-name = { decide-as_it_is-name }
nothing-to-correct = Bij nummer { $number } is nu geen uitleg om te verbeteren.
button-retract = ⏪ Antwoord terugnemen
take_back-what = een antwoord dat je terugneemt
take_back-why-ask = Waarom neem je het antwoord op nummer { $number } terug? De bewoner leest dit.
take_back-why-again = Zeg in een hele zin waarom, minstens 20 tekens.
take_back-why-name = De reden
applied-take_back = Teruggenomen. Nummer { $number } wordt opnieuw bekeken, vóór { $date }.
nothing-to-take-back = Bij nummer { $number } is nu geen antwoord om terug te nemen.
overtaken-take_back = Intussen is hier iets veranderd. Door: { $by }. Het antwoord is niet teruggenomen. Dit is hoe het nu staat:
button-set-aside = 🗂 Spam of test
set_aside-what = iets dat opzij gaat
set_aside-why-ask = Waarom is nummer { $number } geen bericht van een bewoner? Iemand anders leest mee voor het opzij gaat.
set_aside-why-again = Zeg in een hele zin waarom, minstens 20 tekens.
set_aside-why-name = De reden
card-added-aside =
    Opzij gelegd:
    { $words }
learn-next_step-own = { decide-next_step-own }
learn-next_step-none = { decide-next_step-none }
learn-next_step-none-said = { decide-next_step-none-said }
learn-who-resident = { decide-who-resident }
learn-firm-ask = { decide-firm-ask }
learn-firm-again = { decide-firm-again }
learn-firm-name = { decide-firm-name }
learn-firm-sure = { decide-firm-sure }
learn-firm-plan = { decide-firm-plan }
learn-also-ask = { decide-also-ask }
learn-also-again = { decide-also-again }
learn-also-name = { decide-also-name }
learn-copied-ask = { decide-copied-ask }
learn-copied-again = { decide-copied-again }
learn-copied-name = { decide-copied-name }
learn-copied-sure = { decide-copied-sure }
reply-who-resident = { decide-who-resident }
reply-firm-ask = { decide-firm-ask }
reply-firm-again = { decide-firm-again }
reply-firm-name = { decide-firm-name }
reply-firm-sure = { decide-firm-sure }
reply-firm-plan = { decide-firm-plan }
reply-also-ask = { decide-also-ask }
reply-also-again = { decide-also-again }
reply-also-name = { decide-also-name }
reply-copied-ask = { decide-copied-ask }
reply-copied-again = { decide-copied-again }
reply-copied-name = { decide-copied-name }
reply-copied-sure = { decide-copied-sure }
reply-next_step-own = { decide-next_step-own }
reply-next_step-none = { decide-next_step-none }
reply-next_step-none-said = { decide-next_step-none-said }
report-who-resident = { decide-who-resident }
report-firm-ask = { decide-firm-ask }
report-firm-again = { decide-firm-again }
report-firm-name = { decide-firm-name }
report-firm-sure = { decide-firm-sure }
report-firm-plan = { decide-firm-plan }
report-also-ask = { decide-also-ask }
report-also-again = { decide-also-again }
report-also-name = { decide-also-name }
report-copied-ask = { decide-copied-ask }
report-copied-again = { decide-copied-again }
report-copied-name = { decide-copied-name }
report-copied-sure = { decide-copied-sure }
report-next_step-own = { decide-next_step-own }
report-next_step-none = { decide-next_step-none }
report-next_step-none-said = { decide-next_step-none-said }
task-second_own =
    👀 Lees je eigen antwoord nog één keer. Er is niemand anders om mee te lezen.
    Over nummer: { $number }
second-not-yet = Nummer { $number } schreef je net. Lees het nog eens op { $date }. Dan kan het weg.
finish-result-ask = Hoe liep de proef van nummer { $number } af?
finish-result-again = Kies hoe de proef afliep.
finish-result-name = Hoe het afliep
finish-result-worked = Het werkt
finish-result-learned = Niet gelukt, wel geleerd
finish-which-ask = Wat is er klaar bij nummer { $number }?
finish-which-again = Kies wat er klaar is.
finish-which-name = Welke afspraak
postpone-which-ask = Wat wordt er later bij nummer { $number }?
postpone-which-again = Kies wat er later wordt.
postpone-which-name = Welke afspraak
button-commit = ➕ Nog een afspraak
commit-what = nog een afspraak
commit-what-ask = Wat gebeurt er nog meer voor nummer { $number }? De bewoner leest dit.
commit-what-again = Zeg in een zin wat er gebeurt, hoogstens 300 tekens.
commit-what-name = De afspraak
commit-who-ask = { decide-who-ask }
commit-who-again = { decide-who-again }
commit-who-name = { decide-who-name }
commit-who-resident = { decide-who-resident }
commit-by_when-ask = { decide-by_when-ask }
commit-by_when-again = { decide-by_when-again }
commit-by_when-name = { decide-by_when-name }
commit-firm-ask = { decide-firm-ask }
commit-firm-again = { decide-firm-again }
commit-firm-name = { decide-firm-name }
commit-firm-sure = { decide-firm-sure }
commit-firm-plan = { decide-firm-plan }
applied-commit = Vastgelegd. De bewoner hoort deze afspraak bij nummer { $number }.
overtaken-commit = Intussen is hier iets veranderd. Door: { $by }. De afspraak is niet vastgelegd. Dit is hoe het nu staat:
button-link = 🔗 Link: { $who }
link-made =
    Geef deze link aan: { $who }.
    Daar zien zij hun afspraak. Ze zeggen zelf of het klaar is of later wordt. Een account is niet nodig. Van de bewoner zien ze niets.
    { $link }
link-nowhere = Een link kan nog niet: de website van Buurtstem heeft geen adres. De beheerder stelt WEB_URL in.
card-commitment-open = 🤝 { $what } Wie: { $who }. Vóór { $date }. { $firm }.
card-commitment-asked = 🤝 { $what } Gevraagd aan de bewoner zelf, nog geen ja.
card-commitment-done = ✅ { $what } Wie: { $who }.
card-commitment-learned = 🧪 Niet gelukt, wel geleerd: { $what }
card-commitment-dropped = ✖️ Vervallen: { $what }
card-better = 🌱 De bewoner merkt het hieraan: { $better }
card-joins = 🔀 Samen met nummer { $other }
card-reacted-better = 🌱 De bewoner zei waaraan het beter is
card-reacted-partly = 🤏 Het is een beetje gelukt. Dit ontbreekt nog
card-reacted-done_partly = 🤏 De bewoner zegt: een beetje gelukt
card-reacted-mine_yes = 👍 De bewoner doet wat je vroeg
card-reacted-mine_no = ✋ De bewoner kan dit niet doen. Het ligt nu bij jou
card-reacted-mine_done = ✅ De bewoner heeft het gedaan
card-reacted-join_yes = 🔀 De bewoner wil samen verder
card-reacted-join_no = 🔀 De bewoner houdt het apart
card-reacted-organisation = 🔗 De organisatie gaf iets door
card-added-partly =
    Wat er nog ontbreekt:
    { $words }
button-join = 🔀 Samen met een ander
join-what = een vraag om samen verder te gaan
join-other-ask = Met welk nummer kan nummer { $number } samen verder?
join-other-again = Typ alleen het nummer van dat andere bericht.
join-other-name = Het andere nummer
join-about-ask = Waar gaat dat andere bericht over, en waarom samen? De bewoner leest dit. Noem geen namen.
join-about-again = Zeg het in een hele zin, minstens 20 tekens.
join-about-name = Waar het over gaat
applied-join = Gevraagd. De bewoner van nummer { $number } zegt ja of nee.
applied-cannot_join = Nummer { $number } kan niet samen met: { $by }. Dat nummer is er niet of is klaar. Of het gaat over iets anders.
overtaken-join = Intussen is hier iets veranderd. Door: { $by }. De vraag is niet verstuurd. Dit is hoe het nu staat:
card-commitment-undated = 🤝 { $what } Wie: { $who }. Zonder datum.
applied-part_done = Verstuurd. De bewoner hoort wat er klaar is bij nummer { $number }, en wat er nog komt.
applied-learned = Verstuurd. De bewoner hoort hoe de proef van nummer { $number } afliep.
applied-aside_alone = Opzij leggen doen twee mensen samen. Er is nu niemand anders.
