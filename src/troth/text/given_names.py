"""Common given names, so that “Connor started” can be told from “Farmbot started”.

A short list from many places; absent names are found by what stands around them instead.
Words that are as often no name (Will, May, Mark, Grant, Art) are left out.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    Aaron Abdul Abigail Adam Adele Adrian Agnes Ahmed Aisha Alan Albert Alejandro Alessandro
    Alexander Alexandra Alice Alicia Alina Alison Amanda Amelia Amina Amir Amy Ana Anastasia Andrea
    Andreas Andrei Andrew Andy Angela Anita Anna Anne Anthony Antoine Antonio Anya Arjun Arthur
    Astrid Audrey Barbara Beatriz Ben Benjamin Bernard Beth Bianca Bill Bob Boris Brandon Brenda
    Brian Bruno Camille Carla Carlos Carmen Carol Caroline Catherine Cecilia Charles Charlotte
    Chen Chloe Chris Christian Christina Christine Christopher Claire Clara Claudia Connor Craig
    Cristina Daniel Daniela Danielle Darius David Deborah Dennis Diana Diego Dmitri Dominic Dominick
    Donna Dorothy Douglas Dylan Eduardo Edward Elena Eleanor Eliza Elizabeth Ella Emil Emily Emma
    Enrique Eric Erica Erik Erika Esther Ethan Eva Evan Evelyn Fabian Farah Fatima Felix Fernando
    Fiona Florian Frances Francesca Francis Francisco Frank Gabriel Gabriela Gareth Gary George
    Gerald Giovanni Giulia Gloria Gordon Graham Greg Gregory Greta Guillaume Gustavo Hannah Hans
    Harold Harry Hassan Heather Helen Helena Henrik Henry Hiroshi Hugo Ian Ibrahim Igor Ingrid Irene
    Isaac Isabel Isabella Ivan Jack Jacob Jacques James Jamie Jan Jane Janet Jasmine Jason Javier Jay
    Jean Jeff Jeffrey Jennifer Jenny Jeremy Jerome Jessica Jill Jim Joan Joanna Joao Joe Joel Johan
    Johannes John Johnny Jon Jonas Jonathan Jorge Jose Joseph Joshua Josh Juan Judith Julia Julian
    Julie Juliet Justin Karen Karim Karl Katarina Kate Katherine Kathleen Katie Keith Kelly Kenneth
    Kenji Kevin Khalid Kim Kofi Konrad Kristen Kristina Kumar Kwame Kyle Lars Laura Lauren Laurent
    Lea Leila Lena Leo Leon Leonard Leonardo Liam Lily Linda Lisa Lorenzo Louis Louise Luca Lucas
    Lucia Lucy Luis Luke Luna Lydia Magdalena Malik Manuel Marc Marcel Marco Marcus Maren Margaret
    Maria Mariam Marie Marina Mario Marta Martha Martin Martina Mary Mateo Matt Matteo Matthew
    Maurice Maya Megan Mehmet Melanie Melissa Mia Michael Michelle Miguel Mikael Mike Milan Mina
    Miriam Mohamed Mohammed Monica Monika Morgan Muhammad Nadia Naomi Natalia Natalie Natasha Nathan
    Neil Nicholas Nicola Nicolas Nicole Nikhil Nikita Nina Noah Noor Nora Norman Olaf Oleg Olga
    Oliver Olivia Omar Oscar Pablo Pamela Patricia Patrick Paul Paula Pauline Pavel Pedro Peter
    Petra Philip Philippe Pierre Priya Rachel Rafael Rahul Raj Ralph Ramon Raphael Raul Rebecca
    Renata Ricardo Richard Rita Robert Roberto Roger Roland Roman Ronald Rosa Rosie Ruth Ryan Sabine
    Salma Sam Samantha Samuel Sandra Sanjay Sara Sarah Scott Sean Sebastian Sergei Sergio Sharon
    Shreya Simon Simone Sofia Sonia Sophia Sophie Stefan Stefano Stella Stephanie Stephen Steve
    Steven Stuart Sunil Susan Svetlana Sylvia Tamara Tania Tanya Tara Tatiana Teresa Theo Theodore
    Theresa Thomas Tim Timothy Tobias Todd Tom Tomas Tony Tyler Ursula Valentina Valerie Vanessa
    Vera Veronica Victor Victoria Vijay Viktor Vincent Virginia Vladimir Walter Wei Wendy William
    Xavier Yara Yasmin Yuki Yusuf Yvonne Zachary Zainab Zara Zoe Zofia
    """.split()
)
