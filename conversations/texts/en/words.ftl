# Not yet checked by a native speaker.
# Words that people type and that mean something. One meaning per entry, separated by commas.
# They are only compared, never shown. All languages together count, whatever language was chosen.
# Phones type a curly apostrophe, which compares as a space: hence "don t" beside "don't".
words-stop = stop, stop it, please stop, stop messages, stop sending messages, stop messaging me, no more messages, unsubscribe, leave me alone, do not message me, don't message me, dont message me, don t message me
words-greeting = hi, hello, hey, hiya, hi there, hello there, hey there, hi hi, good morning, good afternoon, good evening, good day
words-thanks = thanks, thank you, thank you very much, thank you so much, thanks a lot, many thanks, thx, ty, cheers, great, nice, lovely, perfect, super, ok, okay, ok thanks, okay thanks, ok thank you, okay thank you
words-help = help, help me, how does this work, how does it work, what can you do, what is this, menu
words-back = back, go back, previous, one back
words-skip = skip, skip it, skip this, i do not know, i don't know, i dont know, i don t know, don't know, dont know, don t know, dunno, not sure, no idea, rather not, i'd rather not, i d rather not, prefer not to say
words-discard = discard, throw away, throw it away, delete, delete it, delete this, cancel
words-pause = pause, later, maybe later, not now, take a break
words-submit = yes, yes please, send, send it, yes send, yes send it, submit, correct, yes correct, that is right, that's right, thats right, that s right, right, fine, agreed
words-yes = yes, yeah, yep, yup, yes please, please, sure, of course, correct, ok, okay, fine, good
words-no = no, nope, nah, no thanks, no thank you, not really, rather not
words-today = today
words-tomorrow = tomorrow
words-day-after = day after tomorrow, the day after tomorrow
words-next-week = next week, in a week, a week from now
words-danger = there is a fire, there's a fire, there s a fire, theres a fire, on fire, house fire, smell gas, being attacked, has a knife, someone is shooting, they are shooting, there is shooting, shots fired, there is an accident, there's an accident, there s an accident, there has been an accident, call 112, call the police, call an ambulance, burglar, intruder, bleeding, this is an emergency, it's an emergency, it s an emergency, life in danger, life is in danger
words-suicide = suicide, suicidal, kill myself, killing myself, want to die, wanna die, want to be dead, want to live anymore, want to live any more, end my life, take my own life
words-home = he hits me, she hits me, hitting me, he beats me, she beats me, beating me, abuses me, abusing me, being abused, afraid at home, scared at home, not safe at home, unsafe at home, domestic violence, my husband hits, my husband beats, my father hits, my father beats, my dad hits, my dad beats

# Care. A list that ends in -not names the phrases in which the same words mean something else.
words-danger-not = on fire last year
words-grief = died, passed away, has passed, husband is dead, wife is dead, mother is dead, father is dead, mum is dead, dad is dead, son is dead, daughter is dead, brother is dead, sister is dead, child is dead, friend is dead, neighbour is dead, funeral, in mourning, grieving, miscarriage, stillborn, widow, widower
words-grief-not = the battery died, my phone died, the tree died, the trees died, the plants died, died out, died down
words-illness = cancer, terminally ill, seriously ill, very ill, very sick, i am ill, i'm ill, i m ill, chemotherapy, dementia, heart attack, a stroke, in hospital with, depressed, depression
words-illness-not = a stroke of luck, a stroke of, very sick of
words-hunger = i am hungry, i'm hungry, i m hungry, we are hungry, kids are hungry, children are hungry, nothing to eat, no food at home, no food in the house, no money for food, cannot afford food, can't afford food, can t afford food, going hungry
words-hunger-not = i am hungry for change, i'm hungry for change, i m hungry for change, we are hungry for change
words-fear = i am afraid, i'm afraid, i m afraid, i am scared, i'm scared, i m scared, we are scared, we are afraid, do not dare to go out, don't dare to go out, don t dare to go out, do not feel safe, don't feel safe, don t feel safe, feel unsafe, threatens me, being threatened
words-fear-not = i am afraid that, i'm afraid that, i m afraid that, i am afraid so, i'm afraid so, i m afraid so, i am afraid not, i'm afraid not, i m afraid not, i am afraid it, i'm afraid it, i m afraid it
words-anger = i am angry, i'm angry, i m angry, so angry, i am furious, i'm furious, i m furious, sick and tired of, fed up, disgraceful, a disgrace, ridiculous, outrageous, you never listen, never listen anyway
words-anger-not = not angry
words-insult = idiots, idiot, morons, moron, bastard, bastards, assholes, asshole, arsehole, arseholes, losers, liars, crooks, fuck, fucking, fuck off, fuck you, bullshit, piss off, wankers
words-insult-not = not an idiot, no idiot
words-young = i am in year 5, i am in year 6, i am in year 7, i am in year 8, i'm in year 5, i'm in year 6, i'm in year 7, i'm in year 8, i am in primary school, i'm in primary school
words-age-before = i am, i'm, i m, am only, i'm only, i am only, im
words-age-after = years old, year old, years, yrs old, yo
words-age-then = and, but, so, because, i, can, may

# What belongs with another desk: it is only asked, word lists err.
words-objection = an objection, formal objection, lodge an objection, object to a decision, object to the decision, appeal against
words-official = permit, apply for a permit, official request, apply for a subsidy
words-benefits = benefits, my benefit, social security, welfare payment, housing benefit, allowance

# What commands mean; the first two also while nothing is open.
words-mine = mine, my messages
words-language = language, another language, other language
words-desk = work

# What staff type to look something up.
words-search = search, find, look for
# What may stand round the name of a language, when it is called and not told about.
words-language-around = in, to, the, language, please, i, speak, want, rather, me, switch
