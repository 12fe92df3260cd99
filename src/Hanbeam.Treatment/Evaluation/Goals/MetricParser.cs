using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>Reads names of metrics: strictly, case included; an error says where it is and suggests the nearest valid name.</summary>
internal ref struct MetricParser
{
    // A double keeps fifteen digits; a name with more would not come back as it was.
    private const int MostDigits = 15;

    private static readonly MetricUnit[] DoseUnits = [MetricUnit.GrayRbe, MetricUnit.Gray, MetricUnit.KeVPerUm, MetricUnit.Rbe, MetricUnit.Percent];
    private static readonly MetricUnit[] VolumeUnits = [MetricUnit.Percent, MetricUnit.CubicCentimetre];

    private readonly string text;
    private int at;

    private MetricParser(string text)
    {
        this.text = text;
    }

    public static Metric Parse(string text)
    {
        var parser = new MetricParser(text.Trim());
        var metric = parser.Whole();
        return parser.at == parser.text.Length ? metric : throw parser.Wrong("nothing more");
    }

    private Metric Whole()
    {
        if (Take("EUD"))
        {
            var a = Number(signed: true);
            return a != 0 ? Metric.EudIn(a, Bracket(DoseUnits)) : throw Wrong("an exponent other than 0");
        }

        if (Take("Mean")) return Metric.MeanIn(Bracket(DoseUnits));
        if (Take("Max")) return Metric.MaxIn(Bracket(DoseUnits));
        if (Take("Min")) return Metric.MinIn(Bracket(DoseUnits));
        if (Take("HI")) return Metric.Homogeneity;
        if (Take("GI")) return Metric.Gradient;
        if (Take("CI")) return Conformity();
        if (Take("D")) return DoseAt();
        if (Take("V")) return VolumeAt();
        throw Wrong("D, V, Mean, Max, Min, EUD, HI, CI or GI");
    }

    private Metric Conformity()
    {
        var percent = Number();
        if (percent == 0) throw Wrong("an isodose above 0");
        return Take("%") ? Metric.Conformity(percent) : throw Wrong("%");
    }

    private Metric DoseAt()
    {
        var start = at;
        var volume = Number();
        var unit = Unit(VolumeUnits, "the unit of the volume");
        if (unit == MetricUnit.CubicCentimetre) return Metric.DoseAtCc(volume, Bracket(DoseUnits));
        if (volume <= 100) return Metric.DoseAtPercent(volume, Bracket(DoseUnits));
        at = start;
        throw Wrong("a part of the volume up to 100 %");
    }

    private Metric VolumeAt()
    {
        var dose = Number();
        var unit = Unit(DoseUnits, "the unit of the dose");
        return Metric.VolumeAt(dose, unit, Bracket(VolumeUnits));
    }

    private MetricUnit Bracket(MetricUnit[] allowed)
    {
        if (!Take("[")) throw Wrong($"a unit in brackets, such as [{MetricUnits.Text(allowed[0])}]");
        var unit = Unit(allowed, "the unit");
        return Take("]") ? unit : throw Wrong("]");
    }

    private MetricUnit Unit(MetricUnit[] allowed, string what)
    {
        // The longest first: Gy begins Gy(RBE). Micrometres also with either sign for micro.
        foreach (var unit in allowed)
            if (Take(MetricUnits.Text(unit)) || (unit == MetricUnit.KeVPerUm && (Take("keV/µm") || Take("keV/μm")))) return unit;
        throw Wrong($"{what}, {string.Join(" or ", allowed.Select(MetricUnits.Text))}");
    }

    private double Number(bool signed = false)
    {
        var start = at;
        if (signed) Take("-");
        var digits = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        var figures = text.AsSpan(start, at - start);
        var isNumber = at > digits && char.IsAsciiDigit(text[digits]) && char.IsAsciiDigit(text[at - 1]) && figures.Count('.') <= 1 && at - digits <= MostDigits;
        if (isNumber) return double.Parse(figures, NumberStyles.Float, CultureInfo.InvariantCulture);
        at = start;
        throw Wrong($"a number such as 95 or 0.1, of at most {MostDigits} characters");
    }

    private bool Take(string word)
    {
        if (!text.AsSpan(at).StartsWith(word, StringComparison.Ordinal)) return false;
        at += word.Length;
        return true;
    }

    private readonly InputException Wrong(string expected)
    {
        var found = at < text.Length ? $"'{text[at]}'" : "its end";
        return new InputException($"'{text}' is no metric: at character {at + 1}, {found}, {expected} is expected; did you mean {MetricSuggestion.For(text)}?");
    }
}
