/**
 * Volumes in whatever format a file has, and their orientation. Start from {@link
 * io.tomodrift.formats.volume.VolumeFiles}; to teach it another format, implement {@link
 * io.tomodrift.formats.volume.VolumeReader} and hand it to {@link
 * io.tomodrift.formats.volume.VolumeFiles#withReaders}.
 */
package io.tomodrift.formats.volume;
