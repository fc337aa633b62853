using Argosy.Engine.Output;

namespace Argosy.Engine.Tests.Output;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData(28)]
    [InlineData(122)]
    [InlineData(unchecked((int)0x80070070))]
    public void A_full_disk_is_called_so_whichever_code_it_has_and_whatever_is_around_it(int code) =>
        new ErrorText(new NoCode())
            .OfTask("Make", new InvalidOperationException("it failed", new IOException("no room", code)))
            .ShouldHaveSingleItem().ShouldBe("ARG0710 disk: no room. Free some space and run the same command again.");

    [Fact]
    public void Another_error_of_a_tasks_code_is_the_tasks() =>
        new ErrorText(new NoCode()).OfTask("Make", new IOException("it is a folder", 21))
            .ShouldHaveSingleItem().ShouldStartWith("ARG0765 task Make: ");
}
