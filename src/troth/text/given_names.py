"""Common given names, so that “Connor started” can be told from “Farmbot started”.

A short list from many places; absent names are found by what stands around them instead.
Words that are as often no name (Will, May, Mark, Grant, Art) are left out.
"""

from __future__ import annotations

from troth.text.served import words

GIVEN_NAMES = words(
    """
    = Adaeze Agata Aino Amara Anil Anneke Aoife Ayşe Betty Bjorn Bobby Camila Cathal Cathy Chiara
    Chidi Cindy Clive Colin Dan Dana Danny Dario Dave Debbie Deepa Dora Doug Ed Eddie Ellie Emre
    Ernie Francine Fred Freddie Freja Freya GIVEN_NAMES Gina Greta Gus Hal Harriet Heidi Heike
    Hilda Hiro Holly Ines Iris Ivy Jackie Jake Jakub Jana Jess Jo Joana Joost Josie Jun Jurgen
    Kasia Kat Kathy Kemi Ken Kurt Lakshmi Larry Lenny Leyla Ling Linh Lola Lottie Lou Luis Maggie
    Maisie Mandy Marek Marge Marvin Mateus Maud Max Mei Mel Mikko Millie Mindy Minh Molly Monty
    Nancy Ned Nelly Ngozi Nguyen Niamh Ollie Olly Olu Omid Otto Paolo Penny Percy Petr Phil Pieter
    Pip Polly Priya Ravi Rick Rob Rory Roxy Rui Sakura Sally Sammy Sanne Shirin Sid Siobhan Stacy
    Stan Susie Sven Ted Terry Tessa Thao Thibaut Tiago Tina Tomasz Tunde Uwe Wally Wanda Ximena
    Zack __future__ annotations from frozenset( import
    """
)
