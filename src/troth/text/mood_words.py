"""The words in which customers say that they are glad or not, and how strongly.

Our own list: what people write to firms, shops, carriers and helpers, and of what they bought. A
line reads `strength: words`; `_` joins words of a phrase, and `*` stands for any ending. Strengths
run from -4 to 4. Words whose mood depends on the trade (“cheap”, “long”, “cold”) are left out.
"""

from __future__ import annotations

from troth.text.served import words

GLAD = """
4: amazing* awesome* outstanding perfect perfection flawless* phenomenal superb* exceptional* incredible
4: brilliant* fantastic* magnificent marvel* wonderful* best_ever love_it love_this love_you loved_it love_these
4: made_my_day above_and_beyond life_saver lifesaver five_stars 5_stars first_class world_class unforgettable
4: excellent* masterpiece breathtaking stunning* exquisite spectacular* delightful* second_to_none
3: love loves loved loving lovely great greatest best delight* delicious* beautiful* gorgeous* thrilled
3: excited exciting enjoy* impress* terrific fabulous* rock* rocks hero heroes gem genius adore* blessed
3: happy happier happily pleased pleasant* pleasure satisfied satisfying grateful gratitude appreciat* kudos
3: highly_recommend recommend recommended recommends would_recommend well_done good_job great_job nice_job
3: charming fun funny hilarious fascinating captivating touching moving heartwarming engaging clever* witty
3: favorite favourite favorites superior friendly friendliest courteous attentive welcoming kind kindness
3: thank_you_so_much thanks_so_much many_thanks much_appreciated worth_every worth_it works_great works_perfectly works_well
3: tasty yummy flavorful scrumptious juicy fresh tender generous top_notch spot_on must_see must_have classy
3: win wins winner winning victory joy joyful cheerful proud blown_away can't_wait cant_wait no_complaints
3: game_changer hooked addicted_to flawless crystal_clear rich_sound super superbly stellar refreshing inspir*
2: good nice* helpful helped helps solved sorted resolved fixed
2: fast quick quickly prompt promptly efficient* easy easily easier smooth smoothly comfortable comfy
2: clean reliable reliably sturdy durable solid handy convenient* intuitive useful quality professional*
2: reasonable reasonably bargain affordable value_for_money glad hope_you yay woohoo hooray congrats
2: congratulat* worked works polite caring responsive patient generously accurate interesting smart cool
2: better improved improvement improves bonus perfect_for worthwhile like_it liked_it liked i_like likes likeable
2: thanks_again thanks_to thanks_for thank_you_for thank_you_guys works_now all_sorted big_thanks
2: original memorable talented convincing powerful sincere warm bright sweet cute safe secure calm relaxing
2: on_time right_away ahead_of_schedule in_no_time hassle_free pain_free no_problem no_problems no_issues
2: problem_solved all_good looking_forward you_guys_are safe_travels went_out_of outdone success* effective* ideal
2: entertaining delicate_balance compelling believable credible insightful honest real_treat treat superbly wonder
3: poignant mesmeriz* haunting riveting gripping thoughtful compassionate intelligent imaginative inventive uplifting
3: thrilling absorbing masterful rewarding triumph* exhilarat* dazzling elegant graceful tender_and richly vivid
2: subtle nuanced provocative lively spirited warmth charm humor wit insight depth vitality energetic playful
2: gentle humane wise honesty sincerity grace courage crafted well-made well_made well_acted enjoyable
1: ok okay fine decent recommendable fair fairly acceptable correct working please_keep again_soon satisfactory
1: thank thanks thankyou thx tnx cheers well compliment* smile* smiling laugh* giggl* welcome return_to will_be_back back_again again_and_again
1: please_never_change simple simply stylish sleek sharp crisp loud_and_clear clear clearly neat spacious cozy cosy
"""

UNHAPPY = """
4: worst terrible* horrible* horrid* awful* disgust* atrocious abysmal* appalling* dreadful* pathetic* hate hated
4: hates unacceptable inexcusable disgrace* scam* fraud* thief thieves theft steal stealing stole robbed rip_off
4: ripped_off ripoff rip-off crooks liar liars lied lying nightmare outrageous* ridiculous* useless worthless garbage
4: trash crap crappy shit* bullshit fuck* wtf sucks suck sucked sucky joke_of never_again worst_ever zero_stars rubbish
4: waste_of wasted_my wasted_our wasting_my total_waste complete_waste stay_away avoid_at despicable disgraceful furious
4: fed_up had_enough enough_is_enough incompetent incompetence clueless shambles fiasco disaster* catastrophe* vile
4: stuck_on_the_tarmac get_your_act unbelievably_bad hell hellish sham appalled insult* treat_people
3: bad badly poor poorly disappoint* frustrat* annoy* angry anger upset irritat* rude rudely unprofessional unhelpful
3: fail* failure failed broken broke breaks faulty defective malfunction* garbage junk lousy pitiful lame shame shameful
3: ashamed stupid* dumb idiot* moron* ignor* cheated cheat misled mislead* misleading lie lies dishonest unfair deceiv*
3: avoid regret* ruined ruin ruins worse worsen* unreliable unusable unwatchable inedible dirty filthy gross nasty
3: stale bland tasteless flavorless soggy greasy overcooked undercooked rotten mold mouldy moldy cockroach* sick vomit*
3: boring bored dull tedious predictable cliche* clichéd pointless mess messy sloppy unfunny lifeless shallow
3: overpriced overrated expensive_for ripped robbery unacceptably unsafe dangerous nightmare unresponsive uncaring
3: no_help no_answer no_response no_reply no_apology no_explanation no_refund no_one_answers nobody_answers never_answered
3: not_working doesn't_work does_not_work didn't_work won't_work stopped_working stops_working not_happy not_impressed
3: not_good not_acceptable not_cool not_ok not_okay not_fair no_good still_no still_waiting still_nothing still_not
3: on_hold hung_up hang_up hangs_up hours_late no_show been_waiting waiting_for_hours lost_my lost_our lost_luggage
3: lost_bag* lost_baggage damaged missing overcharged over_charged double_charged charged_twice refus* denied
3: screwed screw_up screwed_up messed_up messing mess_up ridicul* absurd* nonsense bs damn dammit ugh argh grr
3: unhappy dissatisf* displeased unsatisf* disrespect* disregard* complain* complaint* terrible_service poor_service
3: bad_service worst_service customer_service_fail epic_fail fuming livid exhausted sad saddened miserable hurt hurts
3: cry crying heartbreak* awkward cringe* annoyance tired_of sick_of give_up gave_up gone_forever worried worry* panic*
3: not_worth isn't_worth no_use of_no_use piece_of_junk piece_of_crap money_back want_a_refund want_my_money
2: problem problems issue issues trouble troubles error errors bug bugs buggy glitch* crash crashes crashed crashing
2: slow slowly slower delay delays delayed delaying late cancel_my cancelled canceled cancels cancelling cancellation*
2: cancelled_flight* stranded stuck wait waiting waited waits lost lose loses losing wrong wrongly mistake* incorrect*
2: missed miss_my miss_our misconnect* rebook* hack hacked blocked locked_out banned suspended disabled unable
2: can't_get cant_get can't_even cannot_get can_not won't_let wont_let not_able_to doesn't_let nothing_works nothing
2: fix_it fix_this fix_your please_fix pls_fix plz_fix lack lacks lacking lacked weak cheaply flimsy uncomfortable
2: noisy static dropped drops disconnect* drain* dies died dead scratch* crack* leak* loose bulky awkward* cramped
2: confus* unclear unfortunately sadly unfortunate hassle inconvenien* difficult* hard_to painful pain pains nuisance
2: never nobody nowhere why_is why_are why_can't why_do why_does how_long hours_on hour_wait hours_and hours_later days_later
2: weeks_later for_weeks for_days for_hours for_months again_and_still yet_again once_again excuse excuses blame mediocre
2: underwhelm* disappoint average_at_best unimpress* forgettable bother bothered bothering skip_it steer_clear regret
2: overpriced pricey hidden_fees extra_charge ridiculous_price poor_quality cheap_plastic low_quality mistreat* neglect*
2: cold_food cold_and attitude scream* yell* argue* threat* scary fear afraid violent horrified contrived implausible
2: uninspired unoriginal incoherent cheesy corny laughable stinks stinker flat flawed poorly_written bad_acting dreary
2: doesn't_care don't_care do_not_care don't_bother no_idea not_even not_enough not_recommend wouldn't_recommend
2: do_better step_up shape_up get_it_together explain_to_me what_is_going_on what_the_heck seriously come_on
3: lackluster banal clumsy tiresome pretentious hackneyed muddled listless insipid inept inane vapid amateurish plodding
3: witless soulless joyless contrived tepid derivative mindless nonsensical overlong unbearable excruciating wretched
2: clunky formulaic labored strained trite bloated empty hollow disjointed sluggish cloying manipulative superficial
2: heavy-handed half-baked thinly_ humorless unconvincing incoherent numbing bogged sour cynical grating shrill
1: but unless instead refund refunds however sorry complain expected_more expected_better supposed_to should_have
1: no not without weird strange odd old outdated unanswered pending again meh underwhelming return_it returned returning
1: unexpected* concern* down offline stopped_ keeps_ keep_getting redo repeat* reset downgrade* charge_me charged
"""

NEGATING = words("""
not no never n't cannot cant dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt shouldnt
hardly barely without nothing neither nor aint lacks lack
""")
STRONGER = words("""
very really so extremely absolutely totally completely incredibly super truly highly such too utterly
insanely beyond most fucking damn seriously especially definitely exceptionally ridiculously
""")
WEAKER = words("""
slightly somewhat rather bit kinda sorta little fairly almost partly mildly sort kind pretty quite
""")

SMILES = r"""(?<![\w:])(?:[:;=8xX]['’]?-?[)\]DdpP]+|[(\[]-?[:;=]|<3+|\^_?\^|:-?\*)(?!\w)"""
FROWNS = r"""(?<![\w:])(?:[:;=]['’]?-?[(\[/\\|cC]+|[)\]]-?[:=]|>:-?\(|-_+-|</3|D[:=]|:'\()(?!\w)"""
GLAD_SIGNS = "😀😃😄😁😆😊🙂😍🥰😘❤♥💕💖💙💜💚💛👍👏🙌🎉🥳😎🤗💪✨🌟⭐🤩😇👌💯🙏☺🫶"
UNHAPPY_SIGNS = "😠😡🤬😤😞😟😢😭😩😫😒🙄👎😖😣☹🙁😑😐🤦💔🤢🤮😾🖕😔😕🤷😰😱"
