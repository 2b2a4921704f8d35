/** Readers and writers of image and data files. */
package io.tomodrift.formats;
