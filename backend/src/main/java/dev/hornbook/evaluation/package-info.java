/** How well passages are found: labelled questions, put to the index, and the figures that come of it. See docs/retrieval.md. */
package dev.hornbook.evaluation;
