/**
 * The errors every room of the toolkit uses: one sealed, unchecked root, {@link
 * io.tomodrift.geometry.error.TomoException}. Catch the root at the edge of a program; the subtypes
 * map to the exit codes of the command line.
 */
package io.tomodrift.geometry.error;
