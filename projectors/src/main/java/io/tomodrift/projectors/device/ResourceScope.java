package io.tomodrift.projectors.device;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Owns native resources and closes them in the reverse order of their making, each once, also when
 * one of them fails to close. Not synchronised.
 */
public final class ResourceScope implements AutoCloseable {

  private final String owner;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean closed;

  /**
   * An empty scope.
   *
   * @param owner what the resources belong to, for messages
   */
  public ResourceScope(String owner) {
    this.owner = owner;
  }

  /** Takes over a resource and returns it. */
  public <T extends AutoCloseable> T add(T resource) {
    requireOpen();
    resources.push(resource);
    return resource;
  }

  /**
   * Demands that the scope is open.
   *
   * @throws IllegalStateException if it was closed
   */
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException(owner + " was closed");
    }
  }

  /** Closes everything; the first failure is thrown when all is done, with the others in it. */
  @Override
  public void close() {
    closed = true;
    RuntimeException failure = null;
    while (!resources.isEmpty()) {
      RuntimeException next = closeQuietly(resources.pop());
      if (failure == null) {
        failure = next;
      } else if (next != null) {
        failure.addSuppressed(next);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Closes everything because of a failure, to which it adds those of closing. */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static RuntimeException closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
      return null;
    } catch (RuntimeException e) {
      return e;
    } catch (Exception e) {
      return new IllegalStateException("closing failed", e);
    }
  }
}
