# Buttons: at most 4 words and 24 characters.
button-idea = 💡 Ik heb een idee
button-initiative = 🌱 Zelf iets doen
button-story = 💬 Iets vertellen
button-broken = 🔧 Iets is kapot
button-question = ❓ Een vraag
button-mine = 📂 Mijn berichten
button-home = 🏠 Naar het begin
button-yes = Ja
button-no = Nee
button-skip = Overslaan
button-rather-not = Liever niet
button-dont-know = Weet ik niet
button-back = ⬅️ Terug
button-keep = Zo laten
button-add = Iets erbij
button-other = Nee
button-done = Klaar
button-submit = ✅ Ja, verstuur
button-edit = ✏️ Iets aanpassen
button-discard = 🗑 Weggooien
button-nothing = Niets, ga terug
button-resume = Ga verder
button-restart = Begin opnieuw
button-call-me = ☎️ Bel mij
button-write-me = ✉️ Schrijf mij
button-no-go-on = Nee, ga verder
button-call-later = ☎️ Bel mij later
button-no-danger = Geen gevaar
button-understood = Begrepen
button-only-this = Stop alleen dit gesprek
button-unmute = Stuur toch berichten
button-date = { $date }

welcome =
    👋 Hoi! Ik ben Buurtstem, de chatbot van { $programme }. Ik ben een computer.
    Wat je stuurt, leest een mens: { $readers }.

    Typ, spreek in of stuur een foto.
help =
    Vertel wat je wilt in de buurt. Typ, spreek in of stuur een foto.
    Een mens leest het: { $readers }. Je krijgt altijd antwoord.

    Je kunt ook typen: terug, overslaan, pauze of weggooien.
    Typ stop als je geen berichten meer wilt.
thanks-back = Graag gedaan!

privacy =
    Goed om te weten. Een mens leest je bericht: { $readers }.
    Verantwoordelijk voor je gegevens: { $controller }.
    Je naam hoeft niet. Stuur geen BSN. Buren zien niets zonder jouw ja.
    Meer lezen: { $link }
privacy-telegram =
    Goed om te weten. Een mens leest je bericht: { $readers }.
    Verantwoordelijk voor je gegevens: { $controller }.
    Je naam hoeft niet. Stuur geen BSN. Buren zien niets zonder jouw ja.
    Telegram is een bedrijf. Telegram kan je berichten ook bewaren.
    Meer lezen: { $link }
understood = Goed. Vertel maar als er iets is.

kind-idea = idee
kind-initiative = plan
kind-story = verhaal
kind-broken = melding
kind-complaint = klacht
kind-question = bericht

receipt =
    Dank je wel. Je { $what } is binnen. Het nummer is { $number }. Wie leest het: { $reader }.
    Je krijgt antwoord vóór { $date }.{ $kind ->
        [idea] { " " }Ook als het nee is.
        [initiative] { " " }Ook als het nee is.
       *[other] { "" }
    }
receipt-named =
    Dank je wel, { $name }. Je { $what } is binnen. Het nummer is { $number }. Wie leest het: { $reader }.
    Je krijgt antwoord vóór { $date }.{ $kind ->
        [idea] { " " }Ook als het nee is.
        [initiative] { " " }Ook als het nee is.
       *[other] { "" }
    }

media-voice = 🎙 ingesproken ({ $seconds } s)
media-photo = 📷 foto
media-file = 📎 bestand
quoted = "{ $words }"
your-voice = je ingesproken bericht
your-photo = je foto
your-file = je bestand
place-on-map = 📍 { $place }
list = { LIST($items) }
list-or = { LIST($items, style: "or") }
name = { $name }
nameless = (geen naam)
not-said = (niet gezegd)

summary =
    Klopt dit?

    { $answers }
preview-ask = Dit krijgt de bewoner. Zal ik het versturen?
edit-what = Wat wil je aanpassen?
earlier-answer =
    Dit was je antwoord:
    { $answer }
choose-more = Je koos: { $chosen }. Nog iets? Of tik op Klaar.
add-to-story = Goed. Stuur wat erbij moet.
answer-changed = Dat heb ik aangepast.
something-was-added = Er kwam nog iets bij. Kijk het nog eens na.
joined-story = Dat zet ik erbij.
story-kept = Dank je, ik heb het.
story-full = Dank je voor je lange verhaal. Het past niet in één keer. Het nieuwe stuk bewaar ik apart. Er is niets weg. Verstuur eerst dit deel.
edit-kept = Je verandering is bewaard.
edit-too-late = Je veranderde een ouder bericht. Dat kan ik niet meer aanpassen. Moet er iets anders? Stuur het als nieuw bericht.
edit-passed-on = Je nieuwe tekst staat bij nummer { $number }. De oude blijft er ook staan.
discarded = Weggegooid. Er is niets verstuurd.
paused = Het blijft hier klaarstaan. Ga verder wanneer je wilt.
pick-up = Je was bezig met { $what }. Wil je verder?
pick-up-or-restart = Je was al bezig met { $what }. Wil je verder?
remind = Je was bezig met { $what }. Het staat hier nog. Je hoeft niets te doen.
remind-first = Je bericht staat hier nog. Wat is het? Doe je niets? Dan geef ik het over twee dagen aan een mens.
go-on = Ga gerust verder.
nothing-before = Dit is de eerste vraag. Wil je toch niets sturen? Typ weggooien.
cannot-skip = Op deze vraag heb ik een antwoord nodig. Een paar woorden is genoeg.
not-understood = Ik snap het nog niet. Dat ligt aan mij. Tik op een knop, of zeg het anders.
shall-a-person-help = Ik kom er niet uit. Alles is bewaard. Zal een mens je helpen?
will-be-written = Goed. Een mens schrijft je hier.
tap-passed = Die knop is van eerder. Hij werkt niet meer. Dat geeft niet.
option-gone = Die keuze is er niet meer. Kies een andere.
not-for-you = Dit werkt hier niet. Dat ligt niet aan jou.
not-usable-sticker = Een sticker kan ik niet bewaren. Typ, spreek in of stuur een foto.
not-usable-contact = Een nummer uit je telefoonlijst bewaar ik niet. Typ liever wat je wilt.
not-usable-too_big = Dat bestand is te groot voor mij. Meer dan 20 MB kan niet. Een foto of een korter filmpje mag wel.
not-usable-location = Je plek op de kaart heb ik niet nodig. Typ liever welke plek je bedoelt.
not-usable-other = Dit soort bericht kan ik niet lezen. Typ, spreek in of stuur een foto.
went-wrong = Dat ging mis. Dat ligt aan mij. Je bericht is bewaard. Bel je ons? Noem dan dit nummer: { $reference }
strange-room = Ik praat met één mens tegelijk. Stuur mij zelf een bericht. Ik ga nu uit deze groep.

stopped = Ik stuur je niets meer. Antwoorden blijven hier voor je klaarstaan.
unmuted = Fijn dat je er weer bent. Staat er iets voor je klaar? Dan krijg je het nu.
still-quiet = Je zei eerder stop. Ik stuur je dus niets. Antwoorden wachten hier. Wil je ze toch krijgen?
only-this-stopped = Goed. Dit gesprek is gestopt. Wat je vertelde, blijft hier staan. Antwoorden krijg je gewoon.
no-danger = Goed. Verandert dat? Bel dan { $emergency }.
emergency-danger =
    Is er nu gevaar? Bel { $emergency }.
    Ik ben een computer. Ik kan geen hulp sturen.
emergency-suicide =
    Wat zwaar. Denk je aan doodgaan? Bel { $suicide }. Dat kan dag en nacht. Je hoeft je naam niet te zeggen.
    Is er nu gevaar? Bel { $emergency }. Ik ben een computer. Ik kan geen hulp sturen.
emergency-home =
    Leest er iemand mee? Wis dan dit gesprek.
    Ben je bang thuis? Veilig Thuis helpt: { $home }, dag en nacht.
    Is er nu gevaar? Bel { $emergency }. Ik ben een computer. Ik kan geen hulp sturen.

mine-none = Je hebt nog niets verstuurd.
mine-line =
    Nummer { $number } · { $kind }
    { $words }
    { $status }
status-received = Het is binnen. Wie leest het: { $reader }. Antwoord komt vóór { $date }.
status-being_read = Iemand leest het nu: { $reader }. Je krijgt antwoord vóór { $date }.
status-question_asked =
    We hebben een vraag aan jou: { $question }
    Daarna krijg je antwoord, vóór { $date }.
status-decided = Er is een antwoord.
status-in_progress = We zijn ermee bezig.
status-done = Het is klaar.
status-checked = Het is klaar. Jij zei dat het klopt.
status-closed = We zijn hiermee klaar.
status-reopened = Iemand kijkt opnieuw: { $reader }. Je hoort het vóór { $date }.
status-withdrawn = Je hebt het ingetrokken.
status-set_aside = We doen hier nu niets mee. Wil je weten waarom? Vraag het gerust.
status-received-answered = { status-received }
status-being_read-answered = { status-being_read }
status-question_asked-answered = { status-question_asked }
status-decided-answered =
    Het antwoord: { $outcome }. Besloten door: { $by }.
    Waarom: { $reason }
status-in_progress-answered =
    Het antwoord: { $outcome }. We zijn ermee bezig. Besloten door: { $by }.
    Waarom: { $reason }
status-in_progress-dated =
    Het antwoord: { $outcome }. We zijn ermee bezig. Klaar vóór { $date }. Besloten door: { $by }.
    Waarom: { $reason }
status-decided-again =
    Het antwoord: { $outcome }. Besloten door: { $by }.
    Waarom: { $reason }
    We kijken er opnieuw naar op { $date }.
status-done-answered = { status-done }
status-checked-answered = { status-checked }
status-closed-answered = We zijn hiermee klaar. Het antwoord was: { $outcome }.
status-reopened-answered = { status-reopened }
status-withdrawn-answered = { status-withdrawn }
status-set_aside-answered = { status-set_aside }

outcome-decide-yes = ja
outcome-decide-yes_differently = ja, maar anders
outcome-decide-trial = we proberen het
outcome-decide-not_now = nu niet
outcome-decide-no = nee
outcome-decide-joined = samen met een ander idee
outcome-pass_on-passed_on = doorgegeven

language-set = Goed. We gaan verder in het Nederlands.
