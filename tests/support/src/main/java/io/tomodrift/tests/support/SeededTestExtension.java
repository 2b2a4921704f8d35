package io.tomodrift.tests.support;

import java.lang.reflect.Method;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.TestAbortedException;

/** Runs a {@link SeededTest} once per seed. */
final class SeededTestExtension implements TestTemplateInvocationContextProvider {

  static final String SEED_PROPERTY = "tomodrift.seed";

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(SeededTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    int repeats = method.getAnnotation(SeededTest.class).repeats();
    if (repeats < 1) {
      throw new IllegalArgumentException("repeats must be positive, not " + repeats);
    }
    return seeds(System.getProperty(SEED_PROPERTY, ""), method, repeats).mapToObj(Repetition::new);
  }

  private static LongStream seeds(String wanted, Method method, int repeats) {
    if (wanted.isEmpty()) {
      String name = method.getDeclaringClass().getName() + "#" + method.getName();
      return new SplittableRandom(name.hashCode()).longs(repeats);
    }
    if (wanted.equals("random")) {
      return new SplittableRandom().longs(repeats);
    }
    return LongStream.of(Long.decode(wanted));
  }

  private record Repetition(long seed) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "[" + invocationIndex + "] seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Seed(seed, new SplittableRandom(seed)));
    }
  }

  private record Seed(long seed, RandomGenerator random)
      implements ParameterResolver, TestExecutionExceptionHandler {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == RandomGenerator.class || type == long.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == long.class ? (Object) seed : random;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
        throws Throwable {
      if (!(failure instanceof TestAbortedException)) {
        String test =
            context.getRequiredTestClass().getSimpleName()
                + "#"
                + context.getRequiredTestMethod().getName();
        String replay = "replay with -Dtest='" + test + "' -D" + SEED_PROPERTY + "=" + seed;
        System.out.println("FAILED with seed " + seed + ": " + replay);
        failure.addSuppressed(new SeedNote(replay));
      }
      throw failure;
    }
  }

  /** Carries the seed into the stack trace of a failure. */
  private static final class SeedNote extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SeedNote(String message) {
      super(message, null, false, false);
    }
  }
}
