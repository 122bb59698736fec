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
