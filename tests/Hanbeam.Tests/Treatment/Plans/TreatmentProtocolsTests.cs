using System.Globalization;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Treatment.Plans;

public sealed class TreatmentProtocolsTests
{
    [Fact]
    public void All_Protocols_AreCompleteAndNamedByTheirDose()
    {
        Assert.Equal(TreatmentProtocols.All.Count, TreatmentProtocols.All.Select(protocol => protocol.Name).Distinct().Count());
        Assert.True(TreatmentProtocols.All.Count >= 14);
        foreach (var protocol in TreatmentProtocols.All)
        {
            Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-{protocol.DoseGyRbe:F1}-{protocol.Fractions}"), protocol.Name, StringComparison.Ordinal);
            Assert.True(protocol.Source.Length > 5 && protocol.Status.Length > 5 && protocol.Site.Length > 3);
            Assert.Equal(protocol.RbeModel, RbeModels.Get(protocol.RbeModel).Name);
        }
    }

    [Fact]
    public void Get_KnownAndUnknown_AreFoundAndSuggested()
    {
        var protocol = TreatmentProtocols.Get("qst/liver-52.8-4");
        Assert.Equal((52.8, 4, "kanai"), (protocol.DoseGyRbe, protocol.Fractions, protocol.RbeModel));
        Assert.Equal("mmkm-qst", TreatmentProtocols.Get("kanagawa/prostate-51.6-12").RbeModel); // scanned beams
        Assert.StartsWith("Gunma", TreatmentProtocols.Get("gunma/liver-60.0-4").Centre, StringComparison.Ordinal);
        Assert.Contains("did you mean qst/liver-52.8-4?", Assert.Throws<InputException>(() => TreatmentProtocols.Get("qst/liver-52-4")).Message, StringComparison.Ordinal);
    }
}
