"""What sounds like a promise and is none never enters; what stands beside it in a sentence does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.text.figures import plain_of_figures
from troth.text.promising import promising

SAID = 1_772_445_600_000_000
FIGURES = [
    "I promise you'll love it.",
    "I promise you will love the new menu!",
    "We'll see.",
    "We will see what tomorrow brings.",
    "I'll be honest, this took us too long.",
    "I'll be honest with you: the old app was slow.",
    "You will not regret it.",
    "You won't regret choosing us.",
    "We guarantee smiles.",
    "We guarantee you'll smile.",
    "I can't promise it will be there by Friday.",
    "We can't promise anything.",
    "She said we will refund her by Friday.",
    "You said you will call me back tomorrow.",
    "Our customers say we will always find a way to help you.",
    "He told us that we will send a new one within two days.",
    "If we were to promise a refund within a day, we would need more people.",
    "If I were you, I'll be back tomorrow.",
    "Will we deliver by Friday?",
    "Shall we send you a new one?",
    "We'll never forget you.",
    "We will never let you down.",
    "We'll never give up on you.",
    "We'll move heaven and earth for you.",
    "We'll go the extra mile for you.",
    "We will go above and beyond for you.",
    "We'll leave no stone unturned.",
    "We'll be with you every step of the way.",
    "We will always be there for you.",
    "We've got your back, always.",
    "I'll keep my fingers crossed for you.",
    "I will be thinking of you.",
    "We'll raise a glass to you tonight.",
    "You'll be amazed how easy it is.",
    "You will feel at home from the first minute.",
    "You'll fall in love with the crust.",
    "You'll thank us later.",
    "You'll never look back.",
    "You will wonder how you ever lived without it.",
    "It will blow your mind.",
    "It will change your life.",
    "This will make your day.",
    "We'll knock your socks off.",
    "I'll eat my hat if it is not there.",
    "We'll be the first to admit that we were late.",
    "I'll admit that we got this wrong.",
    "I will say that your photo is lovely.",
    "I'll be the first to say sorry.",
    "I'll tell you a secret: the bread is baked at night.",
    "I'll let you in on a secret.",
    "We'll cut to the chase.",
    "We'll keep it short.",
    "Let's see how it goes, we'll get there.",
    "We will get there together.",
    "We'll cross that bridge when we come to it.",
    "Time will tell.",
    "We'll take your word for it.",
    "I'll leave it at that.",
    "I'll leave you to it.",
    "I'll have to ask you for your order number.",
    "I'll be here all day if you need me!",
    "I'll wait for your reply.",
    "I'll look forward to hearing from you.",
    "We will be looking forward to seeing you on Friday.",
    "We'll be happy to help you tomorrow.",
    "We will be delighted to welcome you again next week.",
    "We'd love to send you a sample tomorrow.",
    "We'll miss you!",
    "I guess we will never know.",
    "Rest assured that you are in good hands.",
    "Satisfaction guaranteed!",
    "Fun guaranteed for the whole family.",
    "We promise you the time of your life.",
    "We promise a warm welcome to everyone.",
    "We promise not to bite.",
    "I promise I'm not a robot.",
    "I promise to be nice.",
    "We promise this is the last mail about it.",
    "Trust me, you'll be fine.",
    "I assure you we all feel terrible.",
    "Mark my words, you'll be back tomorrow.",
    "We won't rest until every one of you smiles.",
    "Your feet will thank you.",
    "Your wallet will thank you.",
    "Your friends will be jealous.",
    "The rest will be history.",
    "As they say, good things will come to those who wait.",
    "Suppose we will refund everybody within a day; what would it cost?",
    "Imagine we will deliver your parcel within an hour.",
    "What if we will refund you within a day?",
    'The letter said "we will refund you within two days".',
    "According to the paper we will close your shop on Friday.",
    "I wish I could promise you a refund by Friday.",
    "I'd promise you a refund if I could.",
    "We never promised that you will get a refund by Friday.",
    "Nobody here promised that we will deliver by Friday.",
    "Don't worry, we'll survive.",
    "We'll be damned if we let that happen again.",
    "I'll pretend I did not read that.",
    "I'll take that as a compliment.",
    "We will rock you.",
    "It'll be fine, I promise!",
    "You'll see!",
    "You will see a difference within two days.",
    "We'll talk soon!",
    "Talk to you tomorrow, I'll be around.",
    "We'll agree to disagree.",
]
PROMISES = [
    "I promise we will refund you by Friday.",
    "We guarantee delivery before noon.",
    "You will not be charged for the second parcel.",
    "I'll see to it that your refund is paid by Friday.",
    "I'll be honest, we were late; we will refund you by Friday.",
    "We promise to answer every message within one business day.",
    "We will never sell your data.",
    "We'll be with you within two hours.",
    "We will always answer you within a day.",
    "I will call you tomorrow.",
    "I'll keep you posted by Friday.",
    "We'll let you know as soon as it ships.",
    "We won't close your ticket until you say so.",
    "I'll leave the parcel with your neighbour on Friday.",
    "I'll have it sent to you tomorrow.",
    "You'll have your money back by Friday.",
    "You'll love the new one we will send you by Friday.",
    "You will receive a new code tomorrow.",
    "I'll look into it and reply by Friday.",
    "I said we will refund you, and we will refund you by Friday.",
    "We'll go through your invoice and send you a corrected one by Friday.",
    "We will take care of the fee and credit it on Monday.",
    "We'll make it up to you with a free month.",
    "You have my word that the refund goes out today.",
    "I assure you that we will replace it this week.",
    "Rest assured we will replace it this week.",
    "Money-back guarantee: we refund you within 30 days.",
    "We will keep your place in the queue.",
    "We'll take it back free of charge.",
    "Your account will be back tomorrow.",
    "Your money will be back with you by Friday.",
    "You asked that we refund you, and we will refund you by Friday.",
    "You said the cup is broken, so we will send you a new one.",
    "Your parcel will be back soon, we promise.",
    "We'll be around on Friday to fix it for you.",
    "We will talk to the courier and call you back today.",
    "I'm sure you'll like it, and I'll send you the bill tomorrow.",
    "We are going to miss you, but we will send your data within a week.",
]


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_of_speech_promises_nothing(text: str) -> None:
    assert promising(text, SAID) == ()
    assert promising(text, SAID, where="document") == ()


@pytest.mark.parametrize("text", PROMISES)
def test_what_is_promised_beside_a_figure_is_heard(text: str) -> None:
    assert promising(text, SAID) or promising(text, SAID, where="document")


def test_the_words_before_and_after_keep_their_places() -> None:
    text = "I'll be honest, we were late; we will refund you by Friday."
    plain = plain_of_figures(text)
    assert len(plain) == len(text)
    assert plain.strip() == ", we were late; we will refund you by Friday."


@given(st.text(max_size=200))
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(plain_of_figures(text)) == len(text)
