"""Common given names, so that “Connor started” can be told from “Farmbot started”.

A short list from many places; absent names are found by what stands around them instead.
Words that are as often no name (Will, May, Mark, Grant, Art) are left out.
"""

from __future__ import annotations

from troth.text.served import words

GIVEN_NAMES = words(
    """
    Aaron Abby Abdul Abigail Adaeze Adam Adele Aditi Adrian Adriana Agata Agnes Agnieszka Ahmed Aino
    Aisha Ajay Akira Alain Alan Alastair Albert Alberto Alejandro Aleksandr Alena Alessandra
    Alessandro Alexa Alexander Alexandra Alexandre Alexei Alexis Alfie Alfred Alice Alicia Alina
    Alison Alistair Allan Allison Alma Alvaro Amanda Amara Amelia Amina Amir Amit Amy Ana Anastasia
    Anders Andre Andrea Andreas Andrei Andrew André Andy Aneta Angela Angelo Angus Anika Anil Anish
    Anita Anja Anjali Anke Anna Anne Anneke Annette Annika Anouk Anthony Antoine Anton Antonia
    Antonio Anya Aoife Ariana Arjun Arnaud Arne Arthur Arun Ashok Asif Astrid Audrey Aurelien Axel
    Ayşe Aziz Barbara Barbora Bart Bartosz Beata Beatrice Beatriz Becky Belinda Ben Benedict
    Benjamin Benoit Bernadette Bernard Bernd Bert Beth Bettina Betty Bianca Bilal Bill Birgit Bjorn
    Bob Bobby Bogdan Bojan Boris Brandon Brenda Brent Brett Brian Bridget Bruce Bruno Bryan Callum
    Cameron Camila Camille Candice Carina Carla Carlo Carlos Carly Carmela Carmen Carol Carole
    Caroline Catalina Cath Cathal Catherine Cathy Cecile Cecilia Cedric Celine Cesar Chandra Chantal
    Charles Charlie Charlotte Chen Cheryl Chiara Chidi Chloe Chloé Chris Christelle Christian
    Christina Christine Christoph Christophe Christopher Ciara Ciaran Cindy Claire Clara Claudia
    Claudio Clement Clive Colin Connor Conor Corinne Cornelia Craig Cristina Cyril Dagmar Damian
    Damien Dan Dana Daniel Daniela Danielle Danny Daria Dario Darius Darren Dave David Davide Debbie
    Deborah Declan Deepa Deepak Deirdre Delphine Denis Dennis Derek Diana Diane Didier Diego Dieter
    Dilip Dimitri Dina Dirk Dmitri Dmitry Dominic Dominick Dominik Donald Donna Dora Doris Dorothy
    Doug Douglas Duncan Dylan Ed Eddie Edgar Edith Eduardo Edward Edwin Eileen Elaine Eleanor Elena
    Eleni Elias Elisa Elise Eliza Elizabeth Ella Ellen Ellie Elliot Elodie Eloise Elsa Emil Emile
    Emilia Emilie Emilio Emily Emma Emre Enrico Enrique Eric Erica Erik Erika Ernest Ernie Erwin
    Esteban Esther Ethan Etienne Eugene Eva Evan Evelyn Evgeny Ewa Fabian Fabio Fabrice Farah Farid
    Fatima Federico Felicity Felipe Felix Ferdinand Fernanda Fernando Filip Fiona Flavio Florian
    Frances Francesca Francesco Francine Francis Francisco Franck Frank Françoise Fred Freddie
    Frederic Frederik Freja Freya Frida Gabriel Gabriela Gareth Gary Gavin Gemma Geoff George Gerald
    Gerard Gerd Gerhard Gianluca Gilles Gina Giorgio Giovanni Giulia Giuseppe Glenn Gloria Gordon
    Graham Greg Gregor Gregory Greta Guido Guillaume Gunnar Gus Gustav Gustavo Hal Hamid Hana Hannah
    Hannes Hans Harald Hari Harold Harriet Harry Haruka Hassan Heather Hector Heidi Heike Heinz
    Helen Helena Helene Helmut Hendrik Henrik Henry Herbert Hilary Hilda Hiro Hiroshi Holger Holly
    Horst Howard Hugh Hugo Ian Ibrahim Igor Ilya Imran Ines Inga Ingrid Irena Irene Irina Iris Isaac
    Isabel Isabella Isabelle Ismail Ivan Ivana Ivy Jaap Jacek Jack Jackie Jacob Jacqueline Jacques
    Jaime Jake Jakob Jakub James Jamie Jan Jana Jane Janet Janine Jared Jaroslav Jasmin Jasmine
    Jason Javier Jay Jean Jeff Jeffrey Jelena Jennifer Jenny Jens Jeremy Jerome Jerry Jesper Jess
    Jessica Jill Jim Jiri Jitka Jo Joakim Joan Joana Joanna Joanne Joao Jochen Joe Joel Joelle Johan
    Johanna Johannes John Johnny Jon Jonas Jonathan Joost Jorge Jose Josef Joseph Josh Joshua Josie
    Joyce Juan Judith Judy Jules Julia Julian Juliana Julie Julien Juliet Juliette Jun Jurgen Justin
    Jürgen Kamil Karan Karen Karim Karin Karina Karl Karolina Kasia Kat Katarina Kate Katharina
    Katherine Kathleen Kathryn Kathy Katie Katja Katrin Kavita Keiko Keith Kelly Kemi Ken Kenji
    Kenneth Kerstin Kevin Khalid Kim Kiran Kirsten Klaus Kofi Konrad Krishna Kristen Kristian
    Kristin Kristina Krzysztof Kumar Kurt Kwame Kyle Lakshmi Larry Lars Laszlo Laura Lauren Laurence
    Laurent Lea Leah Leila Lena Lenny Leo Leon Leonard Leonardo Leonie Leyla Liam Lidia Lili Lily
    Lina Linda Lindsay Ling Linh Lionel Lisa Liz Lola Lorena Lorenzo Lorraine Lottie Lou Louis
    Louise Luc Luca Lucas Lucia Luciano Lucie Lucy Ludovic Luigi Luis Luisa Luka Lukas Lukasz Luke
    Luna Lydia Lynn Maciej Madeleine Magda Magdalena Maggie Magnus Mahesh Maisie Maja Malcolm Malik
    Malin Mandy Manfred Manoj Manon Manuel Manuela Marc Marcel Marcela Marcin Marco Marcos Marcus
    Marek Maren Margaret Margarita Marge Maria Mariam Marianne Marie Marija Marijn Marina Mario
    Marisa Marius Marjorie Marko Markus Marlene Marta Martha Martin Martina Martine Marvin Mary
    Mateo Mateus Mathew Mathias Mathieu Mathilde Matt Matteo Matthew Matthias Matthieu Maud Maureen
    Maurice Mauricio Mauro Max Maxime Maxwell Maya Megan Mehdi Mehmet Mei Mel Melanie Melissa
    Meredith Mia Michael Michaela Michal Michel Michele Michelle Miguel Mihai Mikael Mike Mikhail
    Mikko Milan Milena Millie Milos Mina Mindy Minh Mira Miriam Mirko Miroslav Mohamed Mohammed
    Mohan Moira Molly Monica Monika Monique Monty Morgan Moritz Morten Muhammad Murray Mustafa Nadia
    Nadine Nancy Naomi Natalia Natalie Natasha Nathalie Nathan Ned Neeraj Neha Neil Nelly Ngozi
    Nguyen Niamh Nicholas Nicola Nicolas Nicole Nicolás Niels Nigel Nikhil Nikita Niklas Nikolai
    Nikos Nils Nina Noah Noel Noemi Noor Nora Norbert Norman Nuno Oksana Olaf Oleg Olga Oliver
    Olivia Olivier Ollie Olly Olu Omar Omid Oscar Oskar Otto Owen Pablo Pamela Paolo Pascal Patricia
    Patrick Patrik Paul Paula Paulina Pauline Paulo Pavel Pawel Pedro Peggy Penny Percy Peter Petr
    Petra Phil Philip Philipp Philippe Phoebe Pierre Pieter Piotr Pip Polly Prakash Pranav Pratik
    Priya Rachel Radek Rafael Rafal Raghav Rahul Rainer Raj Rajesh Ralf Ralph Ramesh Ramon Randy
    Raphael Raquel Rashid Raul Ravi Raymond Rebecca Regina Reinhard Remi Renata René Ricardo Richard
    Rick Rita Rob Robert Roberta Roberto Robin Rodrigo Roger Rohan Rohit Roland Rolf Romain Roman
    Ronald Rory Rosa Rosemary Rosie Roxana Roxy Roy Ruben Rudolf Rui Rupert Russell Ruth Ryan Sabine
    Sabrina Sachin Sakura Sally Salma Sam Samantha Samir Sammy Samuel Sandra Sandrine Sandro Sanjay
    Sanne Santiago Sara Sarah Sascha Saskia Scott Sean Sebastian Sergei Sergey Sergio Shane Shannon
    Sharon Shaun Sheila Shirin Shreya Sid Siddharth Silvia Simon Simona Simone Siobhan Sofia Sofie
    Sonia Sophia Sophie Stacey Stacy Stan Stanislav Stefan Stefania Stefano Stella Stephan Stephane
    Stephanie Stephen Steve Steven Stuart Sunil Suresh Susan Susanne Susie Suzanne Sven Svetlana
    Sylvia Sylvie Takeshi Tamara Tania Tanja Tanya Tara Tariq Tatiana Ted Teresa Terry Tessa Thao
    Theo Theodore Theresa Thibaut Thierry Thomas Tiago Tibor Tiffany Tim Timo Timothy Tina Tobias
    Todd Tom Tomas Tomasz Tommy Tony Torsten Tracey Tracy Trevor Tristan Tunde Tyler Ulf Ulrich
    Ulrike Ursula Uwe Valentin Valentina Valerie Vanessa Vera Veronica Veronika Victor Victoria
    Vijay Vikram Viktor Vincent Vincenzo Virginia Vishal Vivek Vivian Vlad Vladimir Wally Walter
    Wanda Wei Wendy Werner Wilhelm Willem William Wim Wojciech Wolfgang Xavier Ximena Yann Yannick
    Yara Yasmin Yolanda Yuki Yuri Yusuf Yves Yvonne Zachary Zack Zainab Zara Zeynep Zoe Zofia Zoltan
    Zuzana
    """
)
