/** Made-up readers and what they asked, to measure with. */
package dev.hornbook.seed;
