# What happens after it was sent, by the clock or by who carries it out: late, again, done.
news-heading =
    Over je { $kind } { $number }.
    Jij stuurde: { $words }
delay-answer-first = We beloofden je een antwoord vóór { $promised }. Dat lukt ons niet. Sorry. Waarom het niet lukt, weten we nog niet.
delay-answer-again = We beloofden je een antwoord vóór { $promised }. Dat lukt weer niet. Sorry. Wie het leest, gaf nog geen reden. Lukt het daarna weer niet? Dan laten we een mens contact met je zoeken.
delay-work-first = We beloofden dat dit klaar was vóór { $promised }. Dat horen we nog niet. Sorry. Waarom het later wordt, weten we nog niet.
delay-work-again = We beloofden dat dit klaar was vóór { $promised }. Dat horen we weer niet. Sorry. Lukt het daarna weer niet? Dan laten we een mens contact met je zoeken.
delay-date =
    De nieuwe datum: vóór { $date }.
    Bij wie het ligt: { $reader }.
postponed-answer = Je antwoord komt later: vóór { $date }.
postponed-work = Het wordt later klaar: vóór { $date }.
postponed-why =
    Waarom? { $reason }
    Wie dit schrijft: { $by }.
question-repeated =
    Eerder vroegen we je iets over je { $kind } { $number }.
    Jij stuurde: { $words }

    { $question }

    Je hoeft niet te antwoorden. We gaan ook zonder antwoord verder.
looked-at-again-question =
    We gaan verder met wat we weten. Antwoord geven op onze vraag mag nog steeds.
    Wie het leest: { $reader }. Je hoort het vóór { $date }.
looked-at-again-not_now =
    Toen was het antwoord: nu niet. We beloofden opnieuw te kijken. Dat doen we nu.
    Wie het leest: { $reader }. Je hoort het vóór { $date }.
answer-look-again = We kijken er opnieuw naar op { $date }. Dan hoor je dat van ons.
heartbeat =
    Er is nog geen nieuws. We zijn het niet vergeten.
    Bij wie het ligt: { $reader }.
no-check-back = Een tijd geleden was ons antwoord: nee. Snap je waarom? Ben je het er niet mee eens, dan kijkt iemand anders opnieuw.
button-see-why = Ja, ik snap het
see-why-noted = Goed. Dank je dat je het zegt.
finished =
    Het is klaar, zegt { $by }.
    { $text }
finished-ask = Zie jij dat ook? Je mag ook later kijken. Over een tijdje vraag ik het nog eens.
is-it-done = We schreven je dat het klaar is. Is het gelukt?
button-done-yes = 👍 Ja, gelukt
button-done-no = 👎 Nee, nog niet
staff-writes-you =
    Een bericht voor jou. Wie schrijft: { $by }.

    { $text }

    Wil je antwoorden? Typ het hier.
answer-counted-changed = Door wat jij schreef is ons plan veranderd.
answer-counted-confirmed = Wat jij schreef, stond al in ons plan. Nu weten we het zekerder.
answer-counted-unchanged = Ons plan blijft zoals het was.
answer-counted-unchanged-because = Ons plan blijft zoals het was. Waarom? { $because }
answer-read-by = Wie las mee? { $by }.
answer-read-alone = Er was niemand anders om mee te lezen. Daarom is dit een dag later nog eens gelezen door { $by }.
answer-firm-yes = Die dag is zeker.
answer-firm-no = Dat is ons plan. Zeker is het nog niet.
doer-you = Jij
button-better = 🌱 Waaraan merk ik dat?
button-mine-yes = 👍 Dat doe ik
button-mine-no = Dat lukt me niet
corrected =
    We leggen ons antwoord beter uit. Het antwoord blijft: { $outcome }.
taken-back =
    We nemen ons antwoord terug. Sorry. Het was niet goed.
    Waarom? { $reason }
    Wie dit schrijft: { $by }.
    We kijken opnieuw. Je hoort het vóór { $date }.
doer-other = Een bewoner
better-said = Jij zei dat je het hieraan zou merken: { $better }
part-done =
    Een deel is klaar, zegt { $by }.
    { $text }
still-to-do = Dit komt nog:
learned =
    De proef is klaar. Het is niet gelukt. We hebben er wel van geleerd.
    { $text }
    Wie dit schrijft: { $by }.
commitment = • { $what } Wie doet dat? { $who }.
commitment-sure = • { $what } Wie doet dat? { $who }. Vóór { $date }, dat is zeker.
commitment-plan = • { $what } Wie doet dat? { $who }. Vóór { $date }, dat is ons plan.
promised-more = Er is iets bij beloofd, door { $by }:
your-turn = Jij zou dit doen: { $what } Vóór { $date }. Hoe gaat het?
your-turn-undated = Jij zou dit doen: { $what } Hoe gaat het?
button-mine-done = ✅ Het is klaar
button-done-partly = 🤏 Een beetje
button-add-photo = 📷 Foto of woorden erbij
button-join-yes = Ja, samen verder
button-join-no = Nee, apart houden
join-asked =
    Over je { $kind } { $number }. Jij stuurde: { $words }

    Nummer { $other } lijkt hierop. Mag jouw bericht daarmee samen verder? Wie dit vraagt: { $by }.
    { $about }

    Je eigen woorden blijven zoals ze zijn. Zeg je ja? Dan hoor je alles wat daarover gebeurt. Zeg je nee? Dan krijg je een eigen antwoord.
together = Jouw bericht gaat samen met nummer { $number }.
alone-again =
    Jouw bericht ging samen met een ander. Dat andere bericht gaat niet verder. Dat van jou wel. We kijken er nu apart naar.
    Wie het leest: { $reader }. Je hoort het vóór { $date }.
applied-join_yes = Goed. Je bericht gaat samen met nummer { $by }. Je eigen woorden blijven. Je hoort alles wat daarover gebeurt.
applied-join_no = Goed. Je bericht blijft apart. Wie het leest: { $reader }. Je krijgt een eigen antwoord vóór { $date }.
applied-join_gone = Dat kan niet meer. Je bericht blijft apart. Je krijgt een eigen antwoord.
applied-mine_yes = Fijn, dank je wel. Ik vraag je tegen die tijd hoe het gaat.
applied-mine_no = Dat geeft niet. Wie nu zoekt naar iemand anders: { $reader }.
applied-mine_done = Mooi! Dank je wel. Ik geef het door aan { $reader }.
applied-mine_gone = Dit hoeft niet meer.
applied-better = Dank je. Ik vraag je daar later naar.
applied-partly = Dank je. Je krijgt bericht vóór { $date }. Wie kijkt wat er nog ontbreekt: { $reader }.
partly-what = wat er nog ontbreekt
partly-story-ask = Goed dat je het zegt. Wat ontbreekt er nog bij nummer { $number }? Een foto mag ook.
partly-story-again = Typ wat er nog ontbreekt, spreek het in of stuur een foto.
partly-story-name = Wat er ontbreekt
better-what = waaraan je het merkt
better-sign-ask = Waaraan merk je straks dat het beter is? Als het klaar is, vraag ik of dat zo is.
better-sign-again = Zeg in een zin waaraan je merkt dat het beter is.
better-sign-name = Waaraan je het merkt
