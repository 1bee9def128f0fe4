/** Writing the answer: quoted from the book, or by a language model from the passages. */
package dev.hornbook.answer;
