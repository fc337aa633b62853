using Argosy.Platforms.Diagnostics;

namespace Argosy.Site.Tests;

/// <summary>Links are checked, and lead to the site's files.</summary>
public sealed class LinkTests
{
    [Theory]
    [InlineData("[x](error.md)", "ARG0971", "Did you mean 'docs/errors.md'?")]
    [InlineData("![x](pictures/b.svg)", "ARG0971", "the picture")]
    [InlineData("[x](../../outside.md)", "ARG0971", "within the project")]
    [InlineData("[x](errors.md#error)", "ARG0972", "Did you mean 'errors'?")]
    [InlineData("[x](#nowhere)", "ARG0972", "'docs/index.md'")]
    [InlineData("It may be ERR002.", "ARG0974", "ERR002")]
    [InlineData("It may be `ERR002`.", "ARG0974", "ERR002")]
    public void A_link_that_leads_nowhere_is_named_with_its_line(string line, string id, string part)
    {
        using var site = new SampleSite($"# Demo\n\ntext\n{line}\n");
        var fault = site.Faults().ShouldHaveSingleItem();
        fault.Id.ShouldBe(id);
        fault.Place.ShouldBe(new SourceLocation("docs/index.md", 4));
        $"{fault.Cause}. {fault.Remedy}".ShouldContain(part);
    }

    [Theory]
    [InlineData("[x](errors.md#errors)", "<a href=\"errors.html#errors\">x</a>")]
    [InlineData("[x](errors.md#ERR001)", "<a href=\"errors.html#ERR001\">x</a>")]
    [InlineData("[x](#demo)", "<a href=\"#demo\">x</a>")]
    [InlineData("![x](pictures/a.svg)", "<img src=\"pictures/a.svg\" loading=\"lazy\" alt=\"x\" />")]
    [InlineData("See ERR001.", "See <a href=\"errors.html#ERR001\">ERR001</a>.")]
    [InlineData("[x](https://forge.example/)", "<a href=\"https://forge.example/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("[the code](../src/code.c) here", "<p>the code here</p>")]
    public void A_link_leads_to_a_file_of_the_site(string line, string markup)
    {
        using var site = new SampleSite($"# Demo\n\n{line}\n");
        site.Faults().ShouldBeEmpty();
        site.Page().ShouldContain(markup);
    }

    [Fact]
    public void A_file_of_the_project_has_its_address_where_one_is_declared()
    {
        using var site = new SampleSite("# Demo\n\n[x](../src/code.c)\n",
            $"source: https://forge.example/blob/{{path}}\n{SampleSite.Definition}");
        site.Page().ShouldContain("<a href=\"https://forge.example/blob/src/code.c\">x</a>");
    }

    [Fact]
    public void The_row_that_defines_a_name_is_its_anchor()
    {
        using var site = new SampleSite("# Demo\n");
        var page = site.Page("errors.html");
        page.ShouldContain("<tr id=\"ERR001\">");
        page.ShouldNotContain("href=\"#ERR001\"");
    }

    [Fact]
    public void Markup_in_Markdown_is_text()
    {
        using var site = new SampleSite("# Demo <b>\n\n<script>alert(1)</script>\n\n`<i>`\n\n    <u>\n");
        var page = site.Page();
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<b>Demo");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldContain("&lt;u&gt;");
    }

    [Fact]
    public void A_page_leads_to_those_before_and_after_it()
    {
        using var site = new SampleSite("# Demo\n");
        site.Page().ShouldContain("<a rel=\"next\" class=\"next\" href=\"errors.html\">");
        site.Page("errors.html").ShouldContain("<a rel=\"prev\" class=\"previous\" href=\"index.html\">");
    }
}
