# A draft: no native speaker has checked this.
# What happens after it was sent, by the clock or by who carries it out: late, again, done.
news-heading =
    عن رسالتك: { $kind } رقم { $number }.
    ما أرسلته: { $words }
delay-answer-first = وعدناك بجواب قبل: { $promised }. لن نستطيع ذلك. نعتذر. لا نعرف السبب بعد.
delay-answer-again = وعدناك بجواب قبل: { $promised }. مرة أخرى لن نستطيع. نعتذر. لم يذكر القارئ سببا بعد. وإذا تأخر مرة أخرى نطلب من إنسان أن يتصل بك.
delay-work-first = وعدنا أن ينتهي هذا قبل: { $promised }. لم نسمع بعد أنه انتهى. نعتذر. لا نعرف سبب التأخير بعد.
delay-work-again = وعدنا أن ينتهي هذا قبل: { $promised }. مرة أخرى لم نسمع أنه انتهى. نعتذر. وإذا تأخر مرة أخرى نطلب من إنسان أن يتصل بك.
delay-date =
    الموعد الجديد: قبل { $date }.
    عند من هو: { $reader }.
postponed-answer = سيصلك الجواب متأخرا: قبل { $date }.
postponed-work = سينتهي متأخرا: قبل { $date }.
postponed-why =
    السبب: { $reason }
    من يكتب هذا: { $by }.
question-repeated =
    سألناك من قبل عن رسالتك: { $kind } رقم { $number }.
    ما أرسلته: { $words }

    { $question }

    لست مضطرا للجواب. نواصل أيضا بدون جواب.
looked-at-again-question =
    نواصل بما نعرفه. ويمكنك أن تجيب عن سؤالنا في أي وقت.
    من يقرأ: { $reader }. سيصلك الخبر قبل: { $date }.
looked-at-again-not_now =
    كان الجواب: ليس الآن. وعدنا أن ننظر من جديد. وهذا ما نفعله الآن.
    من يقرأ: { $reader }. سيصلك الخبر قبل: { $date }.
answer-look-again = ننظر فيه من جديد يوم: { $date }. وسنخبرك.
heartbeat =
    لا جديد بعد. لم ننس.
    عند من هو: { $reader }.
no-check-back = قبل مدة كان جوابنا: لا. هل تفهم السبب؟ إذا لم توافق ينظر شخص آخر من جديد.
button-see-why = نعم، أفهم
see-why-noted = حسنا. شكرا لأنك قلت ذلك.
finished =
    انتهى الأمر. من يقول ذلك: { $by }.
    { $text }
finished-ask = هل ترى ذلك أيضا؟ يمكنك أن تنظر لاحقا. وسأسألك مرة أخرى.
is-it-done = كتبنا لك أن الأمر انتهى. هل تم؟
button-done-yes = 👍 نعم، تم
button-done-no = 👎 لا، ليس بعد
staff-writes-you =
    رسالة لك. من يكتب: { $by }.

    { $text }

    هل تريد أن تجيب؟ اكتب هنا.
answer-counted-changed = ما كتبته غيّر خطتنا.
answer-counted-confirmed = ما كتبته كان في خطتنا من قبل. الآن نحن متأكدون أكثر.
answer-counted-unchanged = خطتنا تبقى كما كانت.
answer-counted-unchanged-because = خطتنا تبقى كما كانت. السبب: { $because }
answer-read-by = من قرأ هذا أيضا: { $by }.
answer-read-alone = لم يكن هناك شخص آخر ليقرأ هذا. لذلك قُرئ مرة أخرى في يوم آخر. من قرأه: { $by }.
answer-firm-yes = هذا اليوم أكيد.
answer-firm-no = هذه خطتنا. ليست أكيدة بعد.
doer-you = أنت
button-better = 🌱 كيف ألاحظ ذلك؟
button-mine-yes = 👍 سأفعل ذلك
button-mine-no = لا أستطيع ذلك
corrected =
    نشرح جوابنا بشكل أفضل. الجواب يبقى: { $outcome }.
taken-back =
    نسحب جوابنا. نعتذر. لم يكن صحيحا.
    السبب: { $reason }
    من يكتب هذا: { $by }.
    سننظر من جديد. سيصلك جواب قبل: { $date }.
doer-other = أحد السكان
better-said = قلت إنك ستلاحظ ذلك من: { $better }
part-done =
    جزء من هذا انتهى. من يقول ذلك: { $by }.
    { $text }
still-to-do = هذا سيأتي لاحقا:
learned =
    انتهت التجربة. لم تنجح. لكننا تعلمنا منها.
    { $text }
    من يكتب هذا: { $by }.
commitment = • { $what } من سيفعل ذلك: { $who }.
commitment-sure = • { $what } من سيفعل ذلك: { $who }. قبل { $date }، وهذا أكيد.
commitment-plan = • { $what } من سيفعل ذلك: { $who }. قبل { $date }، وهذه خطتنا.
promised-more = وعد جديد من { $by }:
your-turn = كنت ستفعل هذا: { $what } قبل { $date }. كيف تسير الأمور؟
your-turn-undated = كنت ستفعل هذا: { $what } كيف تسير الأمور؟
button-mine-done = ✅ لقد انتهى
button-done-partly = 🤏 قليلا
button-add-photo = 📷 أضف صورة أو كلمات
button-join-yes = نعم، معا
button-join-no = لا، وحدها
join-asked =
    عن رسالتك: { $kind } رقم { $number }. ما أرسلته: { $words }

    الرسالة رقم { $other } تشبهها. هل يمكن أن تسير رسالتك معها؟ من يسأل: { $by }.
    { $about }

    كلماتك تبقى كما هي. إذا قلت نعم فستسمع كل ما يحدث بشأنها. وإذا قلت لا فستحصل على جواب خاص بك.
together = رسالتك تسير مع الرسالة رقم { $number }.
alone-again =
    كانت رسالتك تسير مع رسالة أخرى. تلك الرسالة لن تستمر. رسالتك تستمر. ننظر فيها الآن وحدها.
    من يقرؤها: { $reader }. سيصلك جواب قبل { $date }.
applied-join_yes = حسنا. رسالتك تسير مع الرسالة رقم { $by }. كلماتك تبقى كما هي. ستسمع كل ما يحدث بشأنها.
applied-join_no = حسنا. رسالتك تبقى وحدها. من يقرؤها: { $reader }. ستحصل على جواب خاص بك قبل { $date }.
applied-join_gone = لم يعد هذا ممكنا. رسالتك تبقى وحدها. ستحصل على جواب خاص بك.
applied-mine_yes = رائع، شكرا لك. سأسألك في ذلك الوقت كيف تسير الأمور.
applied-mine_no = لا بأس. من يبحث الآن عن شخص آخر: { $reader }.
applied-mine_done = ممتاز! شكرا لك. سأخبر { $reader }.
applied-mine_gone = لم يعد هذا ضروريا.
applied-better = شكرا. سأسألك عن ذلك لاحقا.
applied-partly = شكرا. ستصلك رسالة قبل { $date }. من ينظر فيما ينقص: { $reader }.
partly-what = ما الذي ما زال ينقص
partly-story-ask = جيد أنك قلت ذلك. ما الذي ما زال ينقص في الرسالة رقم { $number }؟ يمكنك إرسال صورة أيضا.
partly-story-again = اكتب ما الذي ينقص، أو سجل صوتك، أو أرسل صورة.
partly-story-name = ما الذي ينقص
better-what = كيف تلاحظ ذلك
better-sign-ask = كيف ستلاحظ لاحقا أن الأمر أصبح أفضل؟ عندما ينتهي سأسألك هل هو كذلك.
better-sign-again = قل في جملة كيف ستلاحظ أن الأمر أصبح أفضل.
better-sign-name = كيف ألاحظ ذلك
