package io.tomodrift.projectors.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceScopeTest {

  private final List<String> log = new ArrayList<>();

  private AutoCloseable resource(String name, boolean fails) {
    return () -> {
      log.add(name);
      if (fails) {
        throw new IllegalStateException(name);
      }
    };
  }

  @Test
  void closesInReverseOrderAndOnce() {
    ResourceScope scope = new ResourceScope("scope");
    scope.add(resource("a", false));
    scope.add(resource("b", false));
    scope.close();
    scope.close();
    assertEquals(List.of("b", "a"), log);
  }

  @Test
  void aFailureKeepsNothingOpen() {
    ResourceScope scope = new ResourceScope("scope");
    scope.add(resource("a", true));
    scope.add(resource("b", false));
    scope.add(resource("c", true));
    IllegalStateException e = assertThrows(IllegalStateException.class, scope::close);
    assertEquals(List.of("c", "b", "a"), log);
    assertEquals("c", e.getMessage());
    assertEquals("a", e.getSuppressed()[0].getMessage());
  }

  @Test
  void failuresOfClosingFollowTheFirst() {
    ResourceScope scope = new ResourceScope("scope");
    scope.add(resource("a", true));
    RuntimeException first = new RuntimeException("first");
    scope.closeAfter(first);
    assertEquals("a", first.getSuppressed()[0].getMessage());
  }

  @Test
  void useAfterCloseSaysWhoseItWas() {
    ResourceScope scope = new ResourceScope("this projector");
    scope.close();
    IllegalStateException e = assertThrows(IllegalStateException.class, scope::requireOpen);
    assertEquals("this projector was closed", e.getMessage());
    assertThrows(IllegalStateException.class, () -> scope.add(resource("a", false)));
  }
}
