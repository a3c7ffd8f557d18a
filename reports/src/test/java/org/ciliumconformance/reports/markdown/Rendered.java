package org.ciliumconformance.reports.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a viewer makes of Markdown: which headings, which links, which HTML, and which text outside of code. */
final class Rendered extends AbstractVisitor {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
            .build();

    final List<String> headings = new ArrayList<>();
    final List<String> links = new ArrayList<>();
    final List<String> html = new ArrayList<>();
    final List<String> images = new ArrayList<>();
    final StringBuilder text = new StringBuilder();
    final StringBuilder code = new StringBuilder();

    static Rendered of(String markdown) {
        Rendered rendered = new Rendered();
        PARSER.parse(markdown).accept(rendered);
        return rendered;
    }

    @Override
    public void visit(Heading heading) {
        Rendered inside = new Rendered();
        inside.visitChildren(heading);
        headings.add(inside.text.toString() + inside.code);
        visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
        links.add(link.getDestination());
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        images.add(image.getDestination());
    }

    @Override
    public void visit(HtmlBlock block) {
        html.add(block.getLiteral());
    }

    @Override
    public void visit(HtmlInline inline) {
        html.add(inline.getLiteral());
    }

    @Override
    public void visit(Text node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        code.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
        code.append(block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        code.append(block.getLiteral());
    }

    @Override
    protected void visitChildren(Node parent) {
        super.visitChildren(parent);
    }
}
