# Not yet checked by a native speaker.
first-what = your message
first-story-ask = Please tell me. Type, speak or send a photo.
first-story-again = Type what you want to say. You can speak it too.
first-story-name = Your message
first-kind-ask = What is it? Tap what fits best.
first-kind-again = I will add that. What is it? Tap a button.
first-kind-name = Kind of message
first-kind-idea = 💡 An idea
first-kind-initiative = 🌱 Do something myself
first-kind-story = 💬 Tell something
first-kind-broken = 🔧 Something is broken
first-kind-question = ❓ A question
first-kind-complaint = 😕 A complaint

idea-what = your idea
idea-story-ask = What is your idea? Type it, speak it or send a photo.
idea-story-again = Tell me in a few words: what do you want in the neighbourhood?
idea-story-name = My idea
idea-wijk-ask = Which neighbourhood is it in?
idea-wijk-again = I will add that to your idea. One more question: which neighbourhood is it in? Tap a button.
idea-wijk-remembered = Is it in the same neighbourhood again: { $answer }?
idea-wijk-name = The neighbourhood
idea-name-ask = What may we call you?
idea-name-again = Just a first name is enough. Or tap Rather not.
idea-name-remembered = Are you { $answer }?
idea-name-name = My name

question-what = your question
question-story-ask = What is your question? Type it, speak it or send a photo.
question-story-again = Type what you want to know. You can speak it too.
question-story-name = My question
question-wijk-ask = Which neighbourhood is it in?
question-wijk-again = I will add that to your question. One more thing: which neighbourhood is it in? Tap a button.
question-wijk-remembered = Is it in the same neighbourhood again: { $answer }?
question-wijk-name = The neighbourhood
question-name-ask = What may we call you?
question-name-again = Just a first name is enough. Or tap Rather not.
question-name-remembered = Are you { $answer }?
question-name-name = My name

receipt-what = two questions about your answer
receipt-road-ask = How do you want to hear the answer?
receipt-road-again = Shall I send the answer here, or shall someone call you?
receipt-road-name = How you hear it
receipt-road-here = 💬 Here
receipt-road-call = ☎️ Call me
receipt-phone-ask = Which number can we call?
receipt-phone-again = Type only the phone number. For example: 06 12 34 56 78.
receipt-phone-name = My phone number
receipt-neighbours-ask = May neighbours read your message? Without your name. No is fine too.
receipt-neighbours-again = May neighbours read what you wrote? We leave out your name.
receipt-neighbours-name = Neighbours may read
receipt-done = Good. You will hear from us. Is there anything else? Just send it.
receipt-done-call = Good. When there is an answer, a person calls you. Is there anything else? Just send it.

call-what = your request for a call
call-phone-ask = Which number can we call?
call-phone-again = Type only the phone number. For example: 06 12 34 56 78.
call-phone-name = My phone number
call-moment-ask = When can we call you?
call-moment-again = Choose a time. Or skip it.
call-moment-name = The time
call-moment-morning = In the morning
call-moment-afternoon = In the afternoon
call-moment-evening = In the evening
call-planned = Good. A person calls you before: { $date }.
moment-morning = in the morning
moment-afternoon = in the afternoon
moment-evening = in the evening
moment-any = any time

answer-what = your answer
answer-story-ask = What do you want to answer to the question about number { $number }? You can speak it too.
answer-story-again = Type your answer, or speak it.
answer-story-name = My answer
ask_back-what = your question
ask_back-story-ask = What is your question about number { $number }? You can speak it too.
ask_back-story-again = Type your question, or speak it.
ask_back-story-name = My question
disagree-what = your reply
disagree-story-ask = Good that you say so. What is wrong with the answer to number { $number }?
disagree-story-again = Tell me in a few words what should be different.
disagree-story-name = My reply
correct_heard-what = your correction
correct_heard-story-ask = Good that you say so. What did you mean? Type it or say it.
correct_heard-story-again = Tell me what it should be.
correct_heard-story-name = My correction
applied-answer = Thank you. We added your answer to number { $number }.
applied-added = Thank you. That is now with number { $number }.
applied-question = I passed on your question about number { $number }. A person will write back to you here, before { $date }.
applied-disagree = We will look at number { $number } again. Who does that: { $reader }. You will hear it here before { $date }.
applied-correction = Thank you. We added your correction to number { $number }.

answer-heading =
    News about your { $kind } { $number }.
    You sent: { $words }
answer-decide-yes = The answer is: YES.
answer-decide-yes_differently = The answer is: YES, but differently.
answer-decide-trial = The answer is: we will TRY it.
answer-decide-not_now = The answer is: not now.
answer-decide-no = The answer is: no.
answer-decide-why = Why? { $reason }
answer-decide-decided = Who decided this? { $decided }.
answer-decide-next = What now? { $next }
answer-next =
    { $now }
    Who will do that? { $who }.
answer-next-dated =
    { $now }
    Who will do that? { $who }. Before { $date }.
answer-no-agree = Do you disagree? Tap the button. Then we will look at it again.
button-read = I have read it
button-have-question = ❓ A question
button-disagree = ✋ I do not agree
read-noted = Good. I know now that you read it. Do you disagree? You can still say so later.
staff-asks =
    A question about your { $kind } { $number }.
    You sent: { $words }
    Who asks: { $by }.

    { $question }
button-answer = Give an answer
staff-writes =
    A message about your { $kind } { $number }.
    You sent: { $words }
    Who writes: { $by }.

    { $text }
heard =
    A person listened to your message { $number }: { $by }.
    This is written down: "{ $heard }"
    Is that right?
button-heard-no = No, not quite
heard-thanks = Good. Then it is right.

# Somebody else reads it from now on.
reader-changed =
    Someone else reads your { $kind } { $number } now: { $reader }.
    The date stays the same. You get an answer before { $date }.
