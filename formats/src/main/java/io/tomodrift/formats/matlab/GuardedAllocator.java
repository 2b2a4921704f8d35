package io.tomodrift.formats.matlab;

import io.tomodrift.formats.binary.SizeGuard;
import java.nio.ByteBuffer;
import us.hebi.matlab.mat.format.BufferAllocator;

/** Refuses buffers larger than the file can fill, which damaged length fields ask for. */
final class GuardedAllocator implements BufferAllocator {

  private final String where;
  private final long fileBytes;

  GuardedAllocator(String where, long fileBytes) {
    this.where = where;
    this.fileBytes = fileBytes;
  }

  @Override
  public ByteBuffer allocate(int numBytes) {
    SizeGuard.requireInflatable(where, numBytes, fileBytes);
    return ByteBuffer.allocate(numBytes);
  }

  @Override
  public void release(ByteBuffer buffer) {
    // Buffers on the heap need no release.
  }
}
