/** What an operator looks at: health, metrics, checks. */
package dev.hornbook.operations;
