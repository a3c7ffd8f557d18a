package org.ciliumconformance.suites.errors;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the code that users can meet, each as a template in which {@code …} stands for what is known only when
 * it happens. Found where errors are made, not listed by hand: an error that is added is seen.
 */
final class ErrorTemplates {
    static final String UNKNOWN = "…";

    /** Calls whose first argument is a message to a user, or the second, where a check's name comes first. */
    private static final Map<String, Integer> CALLS = Map.of(
            "UserError.usage", 0,
            "UserError.cluster", 0,
            "Line.problem", 1,
            "Line.warning", 1);

    private static final Set<String> CLASSES = Set.of("ReportException", "TypeConversionException");

    /** What behaviors get that wait for a lane while their run is being stopped: they have no result that tells it. */
    private static final Set<String> NEVER_SHOWN = Set.of("The run was stopped.");

    /** A message of less text only hands on what another one says. */
    private static final int LEAST_TEXT = 8;

    private ErrorTemplates() {}

    /** Templates, each with where it is. */
    static SortedMap<String, String> in(List<CompilationUnitTree> units) {
        SortedMap<String, String> templates = new TreeMap<>();
        for (CompilationUnitTree unit : units) {
            new Scanner(templates, unit.getSourceFile().getName()).scan(unit, null);
        }
        return templates;
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final SortedMap<String, String> templates;
        private final String file;

        Scanner(SortedMap<String, String> templates, String file) {
            this.templates = templates;
            this.file = file;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
            Integer message = CALLS.get(call.getMethodSelect().toString());
            if (message != null) {
                add(call.getArguments().get(message));
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void unused) {
            if (CLASSES.contains(made.getIdentifier().toString())
                    && !made.getArguments().isEmpty()) {
                add(made.getArguments().get(0));
            }
            return super.visitNewClass(made, null);
        }

        private void add(ExpressionTree argument) {
            if (argument instanceof ConditionalExpressionTree choice) {
                add(choice.getTrueExpression());
                add(choice.getFalseExpression());
                return;
            }
            String template = template(argument).replaceAll("(" + UNKNOWN + ")+", UNKNOWN);
            if (template.replace(UNKNOWN, "").strip().length() >= LEAST_TEXT && !NEVER_SHOWN.contains(template)) {
                templates.put(template, file);
            }
        }

        private String template(ExpressionTree expression) {
            if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                return text;
            }
            if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return template(sum.getLeftOperand()) + template(sum.getRightOperand());
            }
            if (expression instanceof ParenthesizedTree inner && inner.getExpression() instanceof BinaryTree) {
                return template(inner.getExpression());
            }
            if (expression instanceof IdentifierTree name) {
                ExpressionTree initial = initial(name.getName().toString());
                return initial == null ? UNKNOWN : template(initial);
            }
            return UNKNOWN;
        }

        /** What a text was given in the same method, where it is put together. */
        private @Nullable ExpressionTree initial(String name) {
            TreePath path = getCurrentPath();
            while (path != null && path.getLeaf().getKind() != Tree.Kind.METHOD) {
                path = path.getParentPath();
            }
            if (path == null) {
                return null;
            }
            ExpressionTree[] found = new ExpressionTree[1];
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
                    if (variable.getName().contentEquals(name)
                            && variable.getInitializer() instanceof BinaryTree sum
                            && sum.getKind() == Tree.Kind.PLUS) {
                        found[0] = sum;
                    }
                    return super.visitVariable(variable, null);
                }
            }.scan(path.getLeaf(), null);
            return found[0];
        }
    }
}
