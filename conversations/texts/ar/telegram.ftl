# A draft: no native speaker has checked this.
# What Telegram shows before anybody has said a word: the menu of commands and the profile.
# A command is 1 to 32 of a-z, 0-9 and _ in every language: these are the English ones.
command-start = start
command-start-what = البداية
command-mine = mine
command-mine-what = رسائلي
command-help = help
command-help-what = ماذا يمكن أن أفعل هنا؟
command-language = language
command-language-what = لغة أخرى
command-stop = stop
command-stop-what = لا رسائل بعد الآن
command-desk = work
command-desk-what = ما ينتظرني
# At most 512 characters, in an empty chat.
profile-description =
    أنا برنامج المحادثة في: { $programme }. هل لديك فكرة للحي؟ أو سؤال؟ هنا مكانه. يمكن الكتابة أو التسجيل بالصوت أو إرسال صورة.

    أنا كمبيوتر. رسالتك يقرؤها إنسان. الجواب يصلك دائمًا.
# At most 120 characters, on the profile and beside a shared link.
profile-short = هل لديك فكرة؟ الحي: { $programme }. هنا مكانها. يقرؤها إنسان.
language-which = أي لغة تناسبك؟
