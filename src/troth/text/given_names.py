"""Common given names, so that “Connor started” can be told from “Farmbot started”.

A short list from many places; absent names are found by what stands around them instead.
Words that are as often no name (Will, May, Mark, Grant, Art) are left out.
"""

from __future__ import annotations

from troth.text.served import words

GIVEN_NAMES = words(
    """
    = Aaron Abdul Abigail Adaeze Adam Adele Adrian Agata Agnes Ahmed Aino Aisha Alan Albert
    Alejandro Alessandro Alexander Alexandra Alice Alicia Alina Alison Amanda Amara Amelia Amina
    Amir Amy Ana Anastasia Andrea Andreas Andrei Andrew Andy Angela Anil Anita Anna Anne Anneke
    Anthony Antoine Antonio Anya Aoife Arjun Arthur Astrid Audrey Ayşe Barbara Beatriz Ben Benjamin
    Bernard Beth Betty Bianca Bill Bjorn Bob Bobby Boris Brandon Brenda Brian Bruno Camila Camille
    Carla Carlos Carmen Carol Caroline Cathal Catherine Cathy Cecilia Charles Charlotte Chen Chiara
    Chidi Chloe Chris Christian Christina Christine Christopher Cindy Claire Clara Claudia Clive
    Colin Connor Craig Cristina Dan Dana Daniel Daniela Danielle Danny Dario Darius Dave David
    Debbie Deborah Deepa Dennis Diana Diego Dmitri Dominic Dominick Donna Dora Dorothy Doug Douglas
    Dylan Ed Eddie Eduardo Edward Eleanor Elena Eliza Elizabeth Ella Ellie Emil Emily Emma Emre
    Enrique Eric Erica Erik Erika Ernie Esther Ethan Eva Evan Evelyn Fabian Farah Fatima Felix
    Fernando Fiona Florian Frances Francesca Francine Francis Francisco Frank Fred Freddie Freja
    Freya GIVEN_NAMES Gabriel Gabriela Gareth Gary George Gerald Gina Giovanni Giulia Gloria Gordon
    Graham Greg Gregory Greta Guillaume Gus Gustavo Hal Hannah Hans Harold Harriet Harry Hassan
    Heather Heidi Heike Helen Helena Henrik Henry Hilda Hiro Hiroshi Holly Hugo Ian Ibrahim Igor
    Ines Ingrid Irene Iris Isaac Isabel Isabella Ivan Ivy Jack Jackie Jacob Jacques Jake Jakub
    James Jamie Jan Jana Jane Janet Jasmine Jason Javier Jay Jean Jeff Jeffrey Jennifer Jenny
    Jeremy Jerome Jess Jessica Jill Jim Jo Joan Joana Joanna Joao Joe Joel Johan Johannes John
    Johnny Jon Jonas Jonathan Joost Jorge Jose Joseph Josh Joshua Josie Juan Judith Julia Julian
    Julie Juliet Jun Jurgen Justin Karen Karim Karl Kasia Kat Katarina Kate Katherine Kathleen
    Kathy Katie Keith Kelly Kemi Ken Kenji Kenneth Kevin Khalid Kim Kofi Konrad Kristen Kristina
    Kumar Kurt Kwame Kyle Lakshmi Larry Lars Laura Lauren Laurent Lea Leila Lena Lenny Leo Leon
    Leonard Leonardo Leyla Liam Lily Linda Ling Linh Lisa Lola Lorenzo Lottie Lou Louis Louise Luca
    Lucas Lucia Lucy Luis Luke Luna Lydia Magdalena Maggie Maisie Malik Mandy Manuel Marc Marcel
    Marco Marcus Marek Maren Margaret Marge Maria Mariam Marie Marina Mario Marta Martha Martin
    Martina Marvin Mary Mateo Mateus Matt Matteo Matthew Maud Maurice Max Maya Megan Mehmet Mei Mel
    Melanie Melissa Mia Michael Michelle Miguel Mikael Mike Mikko Milan Millie Mina Mindy Minh
    Miriam Mohamed Mohammed Molly Monica Monika Monty Morgan Muhammad Nadia Nancy Naomi Natalia
    Natalie Natasha Nathan Ned Neil Nelly Ngozi Nguyen Niamh Nicholas Nicola Nicolas Nicole Nikhil
    Nikita Nina Noah Noor Nora Norman Olaf Oleg Olga Oliver Olivia Ollie Olly Olu Omar Omid Oscar
    Otto Pablo Pamela Paolo Patricia Patrick Paul Paula Pauline Pavel Pedro Penny Percy Peter Petr
    Petra Phil Philip Philippe Pierre Pieter Pip Polly Priya Rachel Rafael Rahul Raj Ralph Ramon
    Raphael Raul Ravi Rebecca Renata Ricardo Richard Rick Rita Rob Robert Roberto Roger Roland
    Roman Ronald Rory Rosa Rosie Roxy Rui Ruth Ryan Sabine Sakura Sally Salma Sam Samantha Sammy
    Samuel Sandra Sanjay Sanne Sara Sarah Scott Sean Sebastian Sergei Sergio Sharon Shirin Shreya
    Sid Simon Simone Siobhan Sofia Sonia Sophia Sophie Stacy Stan Stefan Stefano Stella Stephanie
    Stephen Steve Steven Stuart Sunil Susan Susie Sven Svetlana Sylvia Tamara Tania Tanya Tara
    Tatiana Ted Teresa Terry Tessa Thao Theo Theodore Theresa Thibaut Thomas Tiago Tim Timothy Tina
    Tobias Todd Tom Tomas Tomasz Tony Tunde Tyler Ursula Uwe Valentina Valerie Vanessa Vera
    Veronica Victor Victoria Vijay Viktor Vincent Virginia Vladimir Wally Walter Wanda Wei Wendy
    William Xavier Ximena Yara Yasmin Yuki Yusuf Yvonne Zachary Zack Zainab Zara Zoe Zofia
    __future__ annotations from frozenset( import
    """
)
