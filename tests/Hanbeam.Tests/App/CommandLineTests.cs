using System.Text.Json;
using Hanbeam.App.Commands;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class CommandLineTests
{
    public static TheoryData<string> CommandsToCome => [.. FutureCommands.Names];

    [Theory]
    [MemberData(nameof(CommandsToCome))]
    public async Task Run_CommandToCome_IsRefusedByName(string name)
    {
        var result = await CommandLineRunner.Run(name, "anything", "--at", "all");
        Assert.Equal(2, result.Code);
        Assert.Equal([$"hanbeam: 'hanbeam {name}' is not in this version yet."], result.ErrorLines);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "1025")]
    [InlineData("--threads", "two")]
    [InlineData("--timestamp", "yesterday")]
    public async Task Run_GlobalOptionOutOfRange_IsOneSentenceAndTwo(string option, string value)
    {
        var result = await CommandLineRunner.Run("machine", "list", option, value);
        Assert.Equal(2, result.Code);
        Assert.Contains($"{option} {value}", Assert.Single(result.ErrorLines));
    }

    [Theory]
    [InlineData("paln")]
    [InlineData("plan")]
    [InlineData("plan", "a.yaml", "--out")]
    [InlineData("plan", "a.yaml", "--ot", "b")]
    public async Task Run_WrongCall_IsOneSentenceAndTwo(params string[] args)
    {
        var result = await CommandLineRunner.Run(args);
        Assert.Equal(2, result.Code);
        Assert.Contains("--help", Assert.Single(result.ErrorLines));
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("hanbeam: There is no command 'pln'; did you mean plan? See 'hanbeam --help'.", "pln")]
    [InlineData("hanbeam: There is no command 'lits'; did you mean list? See 'hanbeam machine --help'.", "machine", "lits")]
    [InlineData("hanbeam: There is no command 'everything'; there are models, table, translate. See 'hanbeam rbe --help'.", "rbe", "everything")]
    [InlineData("hanbeam: Option '--out' is required; see 'hanbeam machine build --help'.", "machine", "build", "generic-synchrotron")]
    public async Task Run_WrongCall_SaysWhatThereIsAndWhereToLook(string expected, params string[] args) =>
        Assert.Equal([expected], (await CommandLineRunner.Run(args)).ErrorLines);

    [Fact]
    public async Task RbeTable_OfANameUnlikeAnyOther_SuggestsNone() =>
        Assert.DoesNotContain("did you mean", (await CommandLineRunner.Run("rbe", "table", "LEM4")).Error);

    [Fact]
    public async Task MachineList_ForPeople_SaysIonAndThatItIsNotClinical() =>
        Assert.Contains("generic-synchrotron  12C, not clinical", (await CommandLineRunner.Run("machine", "list")).Out);

    [Fact]
    public async Task Run_NoArguments_ShowsHelp()
    {
        var result = await CommandLineRunner.Run();
        Assert.Contains("plan", result.Out);
        Assert.Contains("not a medical device", result.Out);
        Assert.Equal(2, result.Code);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("demo")]
    [InlineData("dose")]
    [InlineData("machine")]
    [InlineData("machine", "list")]
    [InlineData("machine", "show")]
    [InlineData("rbe")]
    [InlineData("rbe", "models")]
    [InlineData("rbe", "table")]
    public async Task Help_EveryCommand_EndsWithAnExample(params string[] command)
    {
        var result = await CommandLineRunner.Run([.. command, "--help"]);
        Assert.Equal(0, result.Code);
        Assert.Contains("Example:\n  hanbeam " + string.Join(' ', command), result.Out);
    }

    [Fact]
    public void Failure_OfOurs_SaysSoAndHidesTheTraceUnlessAsked()
    {
        using var error = new StringWriter();
        Assert.Equal(1, Failure.Report(new InvalidOperationException("index"), error, verbose: false));
        Assert.Contains("Hanbeam's fault", Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Failure_InsideAParallelLoop_IsStillTheInputs()
    {
        using var error = new StringWriter();
        Assert.Equal(2, Failure.Report(new AggregateException(new OperationCanceledException(), new InputException("Bad value.")), error, verbose: false));
        Assert.Equal("hanbeam: Bad value.\n", error.ToString());
    }

    [Fact]
    public void Failure_Cancelled_Is130()
    {
        using var error = new StringWriter();
        Assert.Equal(130, Failure.Report(new OperationCanceledException(), error, verbose: false));
    }

    [Fact]
    public async Task Json_OfMachineList_IsOneDocument()
    {
        var result = await CommandLineRunner.Run("machine", "list", "--json");
        using var document = JsonDocument.Parse(result.Out);
        Assert.Contains(document.RootElement.EnumerateArray(), machine => machine.GetProperty("name").GetString() == "generic-synchrotron");
    }

    [Fact]
    public async Task RbeTable_OfTheContract_HasItsColumnsAndRows()
    {
        var result = await CommandLineRunner.Run("rbe", "table", "mmkm-qst", "--ion", "C", "--energies", "1,10,100");
        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("ion,Z,A,E_MeV_u,let_keV_um,zstar_Gy,alpha_per_Gy,beta_per_Gy2", lines[0]);
        Assert.Equal(["12C,6,12,1", "12C,6,12,10", "12C,6,12,100"], lines[1..].Select(line => string.Join(',', line.Split(',')[..4])));
    }

    [Theory]
    [InlineData("rbe", "table", "mmkm-qts")]
    [InlineData("rbe", "table", "mmkm-qst", "--set", "alpha7=1")]
    [InlineData("rbe", "table", "mmkm-qst", "--energies", "1,ten")]
    [InlineData("machine", "show", "generic-syncrotron")]
    [InlineData("machine", "build", "spec.yaml")]
    [InlineData("rbe", "translate", "--from", "mmkm-qst")]
    public async Task Run_UnknownName_IsOneSentenceAndTwo(params string[] args)
    {
        var result = await CommandLineRunner.Run(args);
        Assert.Equal(2, result.Code);
        Assert.Single(result.ErrorLines);
        Assert.Empty(result.Out);
    }
}
