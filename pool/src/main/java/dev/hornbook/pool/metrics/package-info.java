/** The pool's figures for Micrometer, which whoever uses this package brings along. */
package dev.hornbook.pool.metrics;
