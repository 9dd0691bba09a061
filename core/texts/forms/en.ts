import type { Forms } from './forms.ts'

/** The English texts of ../en.ts. */
export const en: Forms = {
  toResidents: {
    welcome: [
      'Welcome home. Your days at home are over already; the community will confirm and tell you. Your worker: {worker}',
      'Welcome home. Please stay in until {until}. We ask your temperature twice a day from {first}. Your worker: {worker}',
      'Welcome home. Please stay in until {until}. Your worker: {worker}',
    ],
    instructions: [
      'Please see nobody and air the rooms. Unwell? Add it, like 36.8 cough. Need food or medicine? Write us. Thanks for signing the letter.',
      'Please see nobody and air the rooms. Unwell? Add it, like 36.8 cough. Need food or medicine? Write us. A worker brings a letter to sign.',
    ],
    prompt: [
      'Your temperature for {slot}, please. Reply by {closes}, like 36.5. If you feel unwell, say how.',
      'Your temperature for {slot}, please. Reply by {closes}, like 36.5. If you feel unwell, say how. Last: {last}.',
      'Your temperature for {slot}, please. Reply by {closes}, like 36.5. If you feel unwell, say how. We missed you {last}.',
    ],
    reminder: [
      'Your temperature for {slot} has not come yet. Please reply by {closes}, like 36.5.',
      'Your temperature for {slot} has not come yet. Please reply by {closes}, like 36.5. Last: {last}.',
      'Your temperature for {slot} has not come yet. Please reply by {closes}, like 36.5. We missed you {last}.',
    ],
    thanks: [
      '{reading}, thank you. {period}. From now on we answer only when something is unclear.',
      '{reading}, noted. Thank you. {period}.',
      'Thank you, {reading}. {period}. Rest well.',
      'Got it, {reading}. {period}. Take care.',
      '{reading}. {period}. Thank you for your patience.',
    ],
    read_back: [
      '{slot}: we noted {reading}. If that is wrong, send it again. Rest, drink water, and write if you feel unwell.',
    ],
    extra_thanks: ['Noted, {reading}. Thank you. If you feel unwell, write at any time.'],
    late: ['Noted for {slot}: {reading}. Thank you. Next time please reply in time, so that nobody worries.'],
    already_reported: [
      '{slot} is noted as {reading} already, no need to send it again. Thank you.',
      '{slot} is noted as {reading}. We have kept {again} beside it. Thank you.',
    ],
    confirm: [
      'Is your temperature {reading}? Reply yes, or send it again with its decimal point, like 36.5.',
    ],
    ambiguous: [
      'Your reply has several numbers and we will not guess. Please send only your temperature now, like 36.5.',
    ],
    which_slot: [
      'When was that measured? Please say it with the number, like 36.5 this morning, or 36.5 last night.',
    ],
    out_of_range: [
      'We read {reading}, which may be a slip. Please measure again and send only the temperature, like 36.5.',
    ],
    question_ended: [
      'Thank you. The time for that reading is over: please measure now and send the number, like 36.5.',
    ],
    unreadable: [
      'Good to hear. Please also send your temperature, like 36.5.',
      'Sorry, we could not read that. Please send your temperature, like 36.5. If unwell add how, like 36.8 cough.',
    ],
    worker_will_call: ['No worry: your grid worker will call you and take your temperature by phone.'],
    fever: [
      'We have noted {heard}. Stay calm, stay in, wear a mask. Wait for our car, no bus or metro. A doctor will call.',
      'We have noted {heard}. Stay calm, stay in, wear a mask. Wait for our car to {clinic}, no bus or metro. A doctor will call.',
    ],
    measure_again: [
      '{heard}, please do not worry. Rest, and measure again in {minutes} minutes. A doctor will call within {hours} hours.',
    ],
    measure_prompt: ['Please measure once more now and reply, like 36.8. Thank you.'],
    resumed: ['Our texts are on again. Please go on reporting your temperature twice a day. Thank you.'],
    ended: ['Your home isolation ended on {date}. You need not report any more. Thank you, and stay well.'],
    released: [
      'Your home isolation ends on {date} at {time}. Release notice {number}. Thank you for your patience, stay well.',
    ],
    held: [
      'Your home isolation goes on until {until}. A worker will come and explain. Please go on reporting twice a day.',
    ],
    last_day_moved: [
      'A date was put right: your home isolation now lasts until {until}. Please go on reporting twice a day. Thank you.',
    ],
    back_to_following: [
      'The doctor has ruled it out, good news. Please stay in and go on reporting twice a day. Thank you.',
    ],
    help: [
      'Reply with your temperature, like 36.5, and how you feel if unwell. STOP ends our texts, START brings them back. Emergency: 120',
    ],
    danger: [
      'Noted. The community will be in touch soon.',
      'Leave the flat now and ring {number}. The community will call you at once.',
      'Noted. Stay in, wear a mask, a doctor will call you at once. If it gets worse ring {number}.',
      'Noted, the community and a doctor will call you at once. If it is urgent ring {number} now, do not wait.',
    ],
    request_noted: [
      'Noted. Your grid worker{worker}, has been told and will see to it.',
      'Noted, {need}. Your grid worker{worker}, has been told and will see to it.',
    ],
    thermometer_comes: ['No worry. Your grid worker{worker}, will bring you a thermometer today.'],
    sorry_wrong_number: ['Sorry for the trouble. We will put the number right and not ask here again.'],
    answer: [
      'A doctor has to decide first; we will tell you at once. You can ask your grid worker{worker}.',
      'As it stands you may go out from {release}. Please go on reporting.',
      'Your grid worker is{worker}. Please call at any time.',
      'Hold the thermometer under your arm for 5 minutes. Answer our text with the number, like 36.5, and how you feel if unwell.',
      'Tests are arranged by the community, and you will be told. Questions: your grid worker{worker}.',
      'Please stay in and have no visitors. For food, medicine and the rest ask your grid worker{worker}.',
      'Please wait at home, take no bus or taxi. A doctor will call first. Urgent: your grid worker{worker}.',
      'Noted. Your grid worker{worker}, will answer you.',
    ],
  },
  toOthers: {
    letters: ['Several people share this phone. Put the letter first, like A36.5 B36.7. {members}'],
    which_member: [
      'Several people share this number. Please put the letter first, like {example}. Letters: {letters}',
    ],
    household_confirmed: [
      'A member of your household is confirmed ill. Keep apart, wear masks, stay in. Write at once if anybody feels unwell. A worker comes.',
    ],
    confirm_number: [
      'This number was given as the phone of {person}. If that is right reply {yes}, if not reply {no}.',
      'We have not heard from you yet. This number was given as the phone of {person}. If that is right reply {yes}, if not reply {no}.',
    ],
    which_number: [
      'We asked about several people. Please put the letter first, like {example}. Letters: {letters}',
    ],
    thanks_for_hint: [
      'Thank you for telling us, the community will read it. If it is urgent please call: {phone}',
    ],
    unknown_number: [
      'This number is not registered with us. To report or to get help please call the community: {phone}',
    ],
    new_returnee: [
      'New returnee {whose}. Please visit with the letter to sign. Reply {code} reached',
      'New returnee {whose}. Please visit with the letter to sign.',
      'New returnee {whose}. Please visit. Reply {code} reached',
      'New returnee {whose}. Please visit.',
    ],
    last_day_moved_for: ['A date was put right: {whose} is home until {until}. Please tell them.'],
    moved_away: [
      'The address of {person} was put right: another grid looks after them now. You need do nothing more.',
    ],
    measure_for_them: [
      'Please take the temperature {slot} of {whose} by {closes}. Reply {code} 36.5, or {again} not home',
    ],
    matter: [
      '{whose}: {what}. {task} by {due}. Reply {answer}',
      '{whose}: {what}. {task} by {due}. Unconfirmed: {answer}',
    ],
    matter_raised: [
      '{whose}: again, {what}. Call or go now.',
      '{whose}: also needs {what}. See to it.',
      '{whose}: worse, {what}. Please call now.',
      '{whose}: wrote again {words}.',
      '{whose}: wrote again, {words}.',
      '{whose}: wrote again.',
    ],
    matter_settled: ['{code} is settled: {how}. Thank you.'],
    noted: [
      '{code} noted. The new number counts once its owner replies yes to us; until then please take the temperature.',
      '{code} noted: {answer}. Thank you.',
    ],
    echo: [
      'Please confirm: {what}. Reply {code} by {until}',
      'URGENT. Please confirm: {what}. Reply {code} by {until}',
    ],
    say_only: [
      'Nothing done for {code}: other words came with it and we will not guess. If it is so, send only: {reply}',
    ],
    number_refused: [
      '{code}: number not changed, {why}. Send a mobile number; without one please go and measure.',
    ],
    not_possible_now: [
      '{code} cannot be answered "{answer}" now. Nothing was changed. Something else may be open: please look at the console.',
    ],
    not_confirmed: ['Nothing was changed: {why}.'],
    lapsed: ['{whose}: "{answer}" was never confirmed and does not count. Please check and answer again.'],
    answer_help: ['Not understood. Send code and result, like {example}. Results: {answers}'],
    code_unknown: [
      'There is no matter {code}: nothing was recorded. Please look at the code in our text, or send: list',
    ],
    codes_slowed: [
      'Too many unknown codes: they get no answer for an hour. The codes in our texts work as ever. To see yours, send: list',
    ],
    not_yours: [
      '{code}: readings and symptoms are not yours to record. Your words were passed on.',
      '{code}: this is not yours to answer. Your words were passed on.',
      '{code} noted: {noted}. readings and symptoms are not yours to record. Your words were passed on.',
    ],
    which_community: ['{code} is in several communities: {names}. Reply like {example} reached'],
    two_codes: ['Several codes, {codes}: nothing was recorded. Please send one code a text.'],
    open_codes: ['Nothing is open for you now. Thank you.', 'Open for you, {count}: {codes}'],
    on_the_way: ['{whose}: on the way to the clinic. Please expect them.'],
    false_alarm: ['{whose}: a false alarm, says who was there. Please judge. Reply {code} ruled out'],
    stranger_in_danger: ['{code} unknown phone {number}: {what}. Call back now. Reply {again} handled'],
    stranger_noted: ['{code} noted: handled. Thank you.'],
    disruption: [
      '{code} the system cannot go on. Please phone those on the list on the page. Reply {again} ok',
      '{code} the system cannot go on with {whom}. Please phone those on the list on the page. Reply {again} ok',
      '{code} our texts do not go out. Please phone or visit whoever has not reported. Reply {again} ok',
      '{code} by a fault we did not ask {whom}. Please phone those on the list on the page. Reply {again} ok',
    ],
    disruption_noted: ['{code} noted: you have it. Thank you.'],
    disruption_over: [
      '{code} is over: the system goes on by itself. Thank you.',
      '{code} is over: texts go out again. Thank you.',
      '{code} is over: everybody has been asked. Thank you.',
    ],
    digest: ['{count}: please read them on the page.', '{count}: {notes}'],
    read_now: [
      '{whose} wrote. It may be urgent: call or go now.',
      '{whose} wrote {words}. It may be urgent: call or go now.',
      '{whose} wrote, {words}. It may be urgent: call or go now.',
    ],
    second_reading: ['{whose}: second reading {reading}. Please judge it together with the first.'],
  },
}
