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
