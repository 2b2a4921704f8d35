/**
 * Numbers in files: element types, streams of them, and the checks that keep a damaged or hostile
 * header from asking for more memory than its file can fill. Start from {@link
 * io.tomodrift.formats.binary.Elements}.
 */
package io.tomodrift.formats.binary;
