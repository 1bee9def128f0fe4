/**
 * Writing answers: quoted from the book, or by a language model from its passages; and following them while they are written.
 *
 * <p>{@link dev.hornbook.answer.Answers} begins an answer, {@link dev.hornbook.answer.AnswerWriter} writes it on a virtual
 * thread of its own, {@link dev.hornbook.answer.LiveAnswer} tells its readers, however many, from whichever event on. No
 * connection to the database is held meanwhile.
 */
package dev.hornbook.answer;
