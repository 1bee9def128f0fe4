/** Mail that leaves: a few lines of text with a link, handed to an SMTP server in the background. */
package dev.hornbook.mail;
