using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Simulation;

/// <summary>One patient from referral to the last fraction.</summary>
internal sealed class CoursePatient
{
    public CoursePatient(int number, int referralDay, CentreDescription centre, CentreStreams streams)
    {
        Number = number;
        ReferralDay = referralDay;
        var stream = streams.Patient(number);
        SiteIndex = Choose(centre.Sites, 100 * stream.NextDouble());
        Site = centre.Sites[SiteIndex];
        ReadyDay = referralDay + (int)Math.Ceiling(centre.Referrals.PreparationDays.Sample(stream));
        PatienceDays = centre.Referrals.PatienceDays?.Sample(stream) ?? double.PositiveInfinity;
        BeamFactor = Distribution.Lognormal(1, Site.BeamSpreadPercent / 100).Sample(stream);
    }

    /// <summary>The patient's number in the order of referral.</summary>
    public int Number { get; }

    public int SiteIndex { get; }

    public TreatmentSite Site { get; }

    public int ReferralDay { get; }

    public int ReadyDay { get; }

    public double PatienceDays { get; }

    /// <summary>The patient's beam times over the site's.</summary>
    public double BeamFactor { get; }

    public int FractionsGiven { get; set; }

    /// <summary>Visits so far, lost ones included: the index of the next visit's stream.</summary>
    public int Visits { get; set; }

    /// <summary>Last day with an appointment.</summary>
    public int LastDay { get; set; } = -1;

    /// <summary>Day of the first fraction, as booked; -1 before.</summary>
    public int StartDay { get; set; } = -1;

    private static int Choose(IReadOnlyList<TreatmentSite> sites, double percent)
    {
        for (var n = 0; n < sites.Count - 1; n++)
        {
            percent -= sites[n].SharePercent;
            if (percent < 0) return n;
        }

        return sites.Count - 1;
    }
}
