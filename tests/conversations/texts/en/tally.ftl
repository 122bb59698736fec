tally-what = your count
tally-bikes-ask = How many bicycles are there?
tally-bikes-again = Once more: how many bicycles are there?
tally-bikes-more = That makes { $count }. One more? Or tap Done.
tally-bikes-name = Bicycles
tally-name-ask = What is your name?
tally-name-again = Once more: what is your name?
tally-name-name = Name
