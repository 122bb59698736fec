tally-what = je telling
tally-bikes-ask = Hoeveel fietsen staan er?
tally-bikes-again = Nog een keer: hoeveel fietsen staan er?
tally-bikes-more = Dat zijn er { $count }. Nog een? Of tik op Klaar.
tally-bikes-name = Fietsen
tally-name-ask = Hoe heet je?
tally-name-again = Nog een keer: hoe heet je?
tally-name-name = Name
