/** What every line of the log says beside its message: whose request it is about. */
package dev.hornbook.log;
