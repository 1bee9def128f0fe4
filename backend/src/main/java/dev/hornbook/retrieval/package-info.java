/** Finding the passages that a question is about. */
package dev.hornbook.retrieval;
