using Argosy.Platforms.Diagnostics;

namespace Argosy.Site.Tests;

/// <summary><c>docs/site.yaml</c> is read strictly, as editors check it.</summary>
public sealed class DefinitionTests
{
    [Theory]
    [InlineData("ARG0970", "docs/site.yaml:5", "pages: [docs/index.md, docs/other.md]", "there is no file")]
    [InlineData("ARG0970", "docs/site.yaml:5", "pages: [docs/index.md, docs/index.md, docs/errors.md]", "index.html")]
    [InlineData("ARG0970", "docs/site.yaml", "pages: [docs/errors.md]", "index.html")]
    [InlineData("ARG0970", "docs/site.yaml:5", "pages: [docs/index.md, docs/none/*.md]", "matches no file")]
    [InlineData("ARG0970", "docs/site.yaml:5", "pages: [docs/index.md, src/code.c]", "no Markdown file")]
    [InlineData("ARG0970", "docs/site.yaml:5", "pages: [{page: docs/t.md, from: target}]", "Did you mean 'targets'?")]
    [InlineData("ARG0970", "docs/site.yaml:5", "pages: [{page: docs/t.md, from: schema}]", "'file' is missing")]
    [InlineData("ARG0970", "docs/site.yaml:5", "pages: [{page: docs/index.md, file: src/code.c}]", "no use")]
    [InlineData("ARG0117", "docs/site.yaml:5", "pages: [../index.md]", "")]
    [InlineData("ARG0114", "docs/site.yaml:5", "page: []\n    pages: [docs/index.md, docs/errors.md]", "Did you mean")]
    [InlineData("ARG0973", "docs/errors.md", "pages: [docs/index.md]", "no section")]
    public void What_is_wrong_in_it_is_named_with_its_line(string id, string place, string pages, string part)
    {
        using var site = new SampleSite("# Demo\n",
            $"title: Demo\n\nsections:\n  - title: A\n    {pages}\n");
        var fault = Should.Throw<ArgosyException>(() => site.Read()).Diagnostics[0];
        fault.Id.ShouldBe(id == "ARG0117" ? "ARG0970" : id);
        fault.Place.ToString().ShouldBe(place);
        $"{fault.Cause}. {fault.Remedy}".ShouldContain(part);
    }

    [Theory]
    [InlineData("source: https://forge.example/main")]
    [InlineData("edit: ftp://forge.example/{path}")]
    [InlineData("ids: '['")]
    [InlineData("title: ''")]
    public void So_is_a_value_that_cant_be_used(string line)
    {
        var rest = line.StartsWith("title", StringComparison.Ordinal) ? "" : "title: Demo\n";
        using var site = new SampleSite("# Demo\n",
            $"{line}\n{rest}sections: [{{title: A, pages: [docs/index.md, docs/errors.md]}}]\n");
        Should.Throw<ArgosyException>(() => site.Read()).Diagnostics[0].Place.ToString().ShouldBe("docs/site.yaml:1");
    }

    [Fact]
    public void Editors_accept_this_repositorys_file_and_reject_what_we_reject()
    {
        EditorSchema.Errors("site.schema.json", File.ReadAllText(Repository.At("docs/site.yaml"))).ShouldBeEmpty();
        EditorSchema.AreValid("site.schema.json",
        [
            SampleSite.Definition,
            "title: Demo\nsections: [{title: A, pages: [{page: docs/t.md, from: targets}]}]\n",
            "title: Demo\nsections: [{title: A, pages: [{page: docs/t.md, from: target}]}]\n",
            "title: Demo\nsections: [{title: A, pages: [{page: docs/t.md, from: schema}]}]\n",
            "title: Demo\nsections: [{title: A, pages: [../index.md]}]\n",
            "title: Demo\nsource: https://forge.example/\nsections: []\n",
            "title: Demo\n",
        ]).ShouldBe([true, true, false, false, false, false, false]);
    }
}
